"""Errors of the model by which meanings are compared."""

from claimtrack.errors.base import ClaimtrackError, InputError


class NoModelLibrary(ClaimtrackError):
    def __init__(self, *, is_small: bool) -> None:
        package = "'claimtrack[semantic]'" if is_small else "sentence-transformers"
        super().__init__(
            "CLAIMTRACK_MODEL names a model, and what reads it is not installed",
            f"pip install {package}, or unset the variable: similar does without a model",
        )


class NoModel(InputError):
    def __init__(self, folder: str) -> None:
        super().__init__(
            f"CLAIMTRACK_MODEL names {folder}, where there is no model",
            "name a folder of sentence-transformers, best with tokenizer.json and model.onnx, or unset the variable",
        )


class NotReadable(InputError):
    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"the model in {folder} cannot be read: {reason}", "name another with CLAIMTRACK_MODEL")

"""Errors of going back and forth in the history of the record."""

from claimtrack.errors.base import ClaimtrackError, ExitCode, InputError, ReferenceFault, short


class NoOperation(ReferenceFault):
    def __init__(self, number: str) -> None:
        super().__init__(f"there is no operation {short(number)}", "see what was done with: claimtrack log")


class NothingToUndo(InputError):
    def __init__(self, *, but_redactions: bool = False) -> None:
        kept = ": redactions are for good" if but_redactions else ""
        super().__init__(f"there is nothing to undo{kept}", "see what was done with: claimtrack log")


class NothingToRedo(InputError):
    def __init__(self, *, since: int | None) -> None:
        found = f"operation {since} came after what was undone" if since is not None else "nothing was undone"
        super().__init__(f"there is nothing to redo: {found}", "see what was done with: claimtrack log")


class AlreadyUndone(InputError):
    def __init__(self, number: int) -> None:
        super().__init__(f"operation {number} was undone already", "to do it again: claimtrack redo")


class CannotUndo(InputError):
    """Something later depends on the operation; `first` is the operation that would have to go before."""

    def __init__(self, number: int, *, because: str, first: int | None = None) -> None:
        hint = f"undo that first: claimtrack undo {first}" if first is not None else "see: claimtrack log"
        super().__init__(f"operation {number} cannot be undone: {because}", hint)


class NoWords(InputError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"{ref} holds no words that could be redacted",
            f"to take the row itself back: claimtrack withdraw {ref} --reason WHY",
        )


class NoReason(InputError):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"operation {number} was given no reason that could be redacted",
            f"to see what it did: claimtrack log {number}",
        )


class ReasonHoldsWords(InputError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"the reason holds words of {ref} that are to go", "say why in other words: this reason is kept"
        )


class NoCheckpoint(InputError):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"there is no checkpoint in {path}",
            "give a file that `claimtrack checkpoint` wrote, or a report with its last line",
        )


class TooManyCheckpoints(InputError):
    def __init__(self, path: str, most: int) -> None:
        super().__init__(
            f"there are more than {most:,} checkpoints and signatures in {path}",
            "give the checkpoint that others hold, and not all there are",
        )


class UnreadableFile(InputError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot read {path}: {reason}", "look at its name and its rights")


class NotAProof(InputError):
    def __init__(self, path: str, *, because: str) -> None:
        super().__init__(
            f"{path} is not a proof: {because}", "give a file that was written by: claimtrack prove REF -o FILE"
        )


class CannotProve(ClaimtrackError):
    """The record does not bear out what it would have to prove."""

    exit_code = ExitCode.CHECK

    def __init__(self, what: str, *, because: str) -> None:
        super().__init__(
            f"{what} cannot be proven: {because}", "see what of the record is as it was: claimtrack verify"
        )

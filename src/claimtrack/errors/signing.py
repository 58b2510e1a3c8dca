"""Errors of keys and signatures."""

from claimtrack.errors.base import ClaimtrackError, InputError


class NoSigning(ClaimtrackError):
    def __init__(self) -> None:
        super().__init__(
            "signatures need the package cryptography, which is not installed", "pip install 'claimtrack[sign]'"
        )


class WrongKey(InputError):
    def __init__(self, path: str, *, wanted: str, found: str) -> None:
        super().__init__(
            f"{path} is no {wanted} key: {found}",
            "claimtrack keygen FILE makes a pair: FILE is private and signs, FILE.pub is public and verifies",
        )


class KeyThere(InputError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is there already", "name another file; a key is never written over")


class KeyWithoutCheckpoint(InputError):
    def __init__(self) -> None:
        super().__init__(
            "a key verifies the signature of a checkpoint, and none was given",
            "give the file that holds both: claimtrack verify --checkpoint FILE --key FILE.pub",
        )

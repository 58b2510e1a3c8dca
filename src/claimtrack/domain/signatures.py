"""The line with which a key signs a checkpoint, and how it is found again behind that checkpoint."""

from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from claimtrack.domain.checkpoints import LINE, Checkpoint, found_in

WORD = "signature"
_ALGORITHM = "ed25519"
_SIGNATURE = f"{WORD}{_ALGORITHM}" + r"([0-9a-f]{16})([A-Za-z0-9+/]{86}==)"


class TooManyLinesError(ValueError):
    """A text holds more checkpoints and signatures than anybody can have meant."""


class Signature(NamedTuple):
    """A key's signature of a checkpoint; a key is named after its public half."""

    key: str
    value: bytes

    def __str__(self) -> str:
        return f"{WORD} {_ALGORITHM} {self.key} {b2a_base64(self.value, newline=False).decode()}"


def signed_bytes(checkpoint: Checkpoint) -> bytes:
    """Return what is signed of a checkpoint: its line with the line's end."""
    return f"{checkpoint}\n".encode()


def key_name(public: bytes) -> str:
    """Return the name of a key, given the 32 bytes of its public half."""
    return sha256(public).hexdigest()[:16]


def signatures_in(pieces: Iterable[str], *, most: int) -> dict[Checkpoint, list[Signature]]:
    """Return the checkpoints that stand in a text, such as a saved report, in their order, with their signatures.

    A signature is of the checkpoint that stands before it. The text may come in pieces. Raises TooManyLinesError for
    one with more than the `most` checkpoints and signatures.
    """
    found: dict[Checkpoint, list[Signature]] = {}
    signatures: list[Signature] = []
    for n, (origin, size, root, key, value) in enumerate(found_in(pieces, f"{LINE}|{_SIGNATURE}")):
        if n == most:
            raise TooManyLinesError
        if key:
            signatures.append(Signature(key, a2b_base64(value)))
        else:
            signatures = found.setdefault(Checkpoint(origin, int(size), a2b_base64(root)), [])
    return found

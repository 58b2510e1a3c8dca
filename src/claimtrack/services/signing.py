"""Signs checkpoints with Ed25519 (RFC 8032) and verifies such signatures; the one place that needs cryptography."""

import os
import stat
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.signatures import Signature, key_name, signed_bytes
from claimtrack.errors.entries import OutputError
from claimtrack.errors.history import UnreadableFile
from claimtrack.errors.signing import KeyThere, NoSigning, WrongKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_LARGEST = 64 * 1024  # bytes of a file that may hold a key
_PRIVATE, _PUBLIC = "private Ed25519", "public Ed25519"


class Pair(NamedTuple):
    """Where a new pair of keys was written, and how it is named in signatures."""

    private: Path
    public: Path
    name: str


def make_keys(path: Path) -> Pair:
    """Write a new private key, which only its owner may read, and the public one beside it.

    Raises KeyThere where either file is there already, OutputError where it cannot be written.
    """
    _require_cryptography()
    if not path.name:
        raise OutputError(str(path), "it is a folder")
    from cryptography.hazmat.primitives import serialization as forms
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public_path = path.with_name(path.name + ".pub")
    for one in (path, public_path):
        if one.exists() or one.is_symlink():
            raise KeyThere(str(one))
    private = Ed25519PrivateKey.generate()
    secret = private.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    public = private.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    _write_new(path, secret, rights=0o600)
    _write_new(public_path, public, rights=0o644)
    return Pair(path, public_path, _name_of(private.public_key()))


def _write_new(path: Path, content: bytes, *, rights: int) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except FileExistsError as error:
        raise KeyThere(str(path)) from error
    except OSError as error:
        raise OutputError(str(path), error.strerror or "it cannot be written") from error


def sign(checkpoint: Checkpoint, key: Path) -> Signature:
    """Return the signature of a checkpoint's line by the private key in a file; raises UnreadableFile or WrongKey."""
    private = _private(key)
    return Signature(_name_of(private.public_key()), private.sign(signed_bytes(checkpoint)))


def is_open_to_others(key: Path) -> bool:
    """Tell whether others than its owner may read a private key, where the system knows of such rights."""
    return os.name == "posix" and bool(key.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def signed(held: Mapping[Checkpoint, Sequence[Signature]], key: Path) -> set[Checkpoint]:
    """Return the checkpoints that the key whose public half is in a file has signed; raises as `sign` does."""
    public = _public(key)
    from cryptography.exceptions import InvalidSignature

    name = _name_of(public)
    found = set()
    for checkpoint, signatures in held.items():
        for one in signatures:
            if one.key != name:
                continue
            try:
                public.verify(one.value, signed_bytes(checkpoint))
            except InvalidSignature:
                continue
            found.add(checkpoint)
            break
    return found


def _private(path: Path) -> "Ed25519PrivateKey":
    _require_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = _read(path)
    try:
        found = load_pem_private_key(data, password=None)
    except TypeError as error:
        raise WrongKey(str(path), wanted=_PRIVATE, found="it is locked by a password") from error
    except ValueError as error:
        raise WrongKey(str(path), wanted=_PRIVATE, found=_seems(data)) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise WrongKey(str(path), wanted=_PRIVATE, found="it is a key for another algorithm")
    return found


def _public(path: Path) -> "Ed25519PublicKey":
    _require_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data = _read(path)
    try:
        found = load_pem_public_key(data)
    except ValueError as error:
        raise WrongKey(str(path), wanted=_PUBLIC, found=_seems(data)) from error
    if not isinstance(found, Ed25519PublicKey):
        raise WrongKey(str(path), wanted=_PUBLIC, found="it is a key for another algorithm")
    return found


def _seems(data: bytes) -> str:
    """Return in words what a file that is not the key asked for seems to be."""
    for half in ("PRIVATE", "PUBLIC"):
        if f"{half} KEY-----".encode() in data:
            return f"a {half.lower()} key stands in it, or what is left of one"
    return "no key in PEM form stands in it"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "no reason given") from error


def _name_of(public: "Ed25519PublicKey") -> str:
    return key_name(public.public_bytes_raw())


def _require_cryptography() -> None:
    if find_spec("cryptography") is None:
        raise NoSigning

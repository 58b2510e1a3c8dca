"""Errors of a file from elsewhere that cannot be read at all; a bad record in it is a value, not an error."""

from claimtrack.errors.base import InputError, short


class NotThisFormat(InputError):
    def __init__(self, origin: str, wanted: str, *, because: str) -> None:
        super().__init__(
            f"{short(origin)} cannot be read as {wanted}: {because}",
            "name the format it has with --as, or look into the file",
        )


class Packed(InputError):
    def __init__(self, origin: str, packer: str) -> None:
        super().__init__(f"{short(origin)} is packed ({packer})", "unpack it first; packed files are not opened")


class PageTooLarge(InputError):
    def __init__(self, origin: str, *, limit: int) -> None:
        super().__init__(
            f"{short(origin)} is a page of more than {limit // 2**20} MiB",
            "pages are read whole; save the script blocks alone, one a line",
        )

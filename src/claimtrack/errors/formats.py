"""Errors of files in foreign formats, and of files that say how such are read."""

from claimtrack.errors.base import InputError, short


class NotRatings(InputError):
    def __init__(self, path: str, *, because: str) -> None:
        super().__init__(
            f"{path} is no table of ratings: {short(because, 160)}", "see the shape with: claimtrack rating map --toml"
        )

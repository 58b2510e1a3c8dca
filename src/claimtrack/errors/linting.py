"""Errors of looking markup over."""

from claimtrack.errors.base import InputError, short


class NotFetched(InputError):
    def __init__(self, address: str) -> None:
        super().__init__(f"{short(address)} is on the web, and nothing is fetched", "save the page, and give its file")

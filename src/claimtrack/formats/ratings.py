"""Reads a reviewer's label as a rating, by a table that people can read and extend; what it lacks is `other`."""

from pathlib import Path
from typing import Protocol

from claimtrack.domain.vocabulary import Rating


class Ratings(Protocol):
    """A table of labels."""

    def rating(self, label: str | None, *, publisher: str | None = None) -> Rating:
        """Return the rating of a label: as this publisher means it, else as it is generally meant, else `other`."""


def table(extension: Path | None = None) -> Ratings:
    """Return the table that comes with the program, with what a file of the user's adds or changes."""
    raise NotImplementedError(extension)

"""Errors of what is brought in from foreign files."""

from collections.abc import Sequence

from claimtrack.errors.base import ClaimtrackError, InputError, short


class ImportRefused(ClaimtrackError):
    """Some records could not be read, and nothing was recorded; each was told before."""

    def __init__(self, refused: int, read: int) -> None:
        super().__init__(
            f"{refused:,} of {read:,} records could not be read, and nothing was recorded",
            "mend them, or record the others with --keep-good; --report FILE has each with its place and reason",
        )


class NothingFound(InputError):
    def __init__(self, origin: str, form: str | None = None) -> None:
        super().__init__(
            f"there is no record in {short(origin)}" + (f", read as {form}" if form else ""),
            "if it is another format, name it: --as claimreview, google-factcheck, claimskg, csv, tsv, xlsx or bundle",
        )


class UnknownContent(InputError):
    def __init__(self, origin: str, known: Sequence[str]) -> None:
        super().__init__(
            f"it cannot be told in which format {short(origin)} is", f"name it with --as: {', '.join(known)}"
        )


class PackedFile(InputError):
    def __init__(self, origin: str, how: str) -> None:
        super().__init__(f"{short(origin)} is compressed ({how})", "unpack it first, and import what is in it")


class UnlikeKinds(InputError):
    def __init__(self, *refs: str) -> None:
        super().__init__(
            f"{' and '.join(refs)}: only two actors, or two claims, can be reviewed", "see the pairs: claimtrack review"
        )


class AlreadyDecided(InputError):
    def __init__(self, one: str, other: str, decision: str) -> None:
        said = "put off" if decision == "later" else "found to be different"
        super().__init__(f"{one} and {other} were {said} already", "see what waits for a decision: claimtrack review")


class NotOfBundles(InputError):
    def __init__(self, options: Sequence[str], *, takes_in: str) -> None:
        super().__init__(f"{', '.join(options)} cannot be asked of {takes_in}", "leave it out; nothing was recorded")

"""Errors of bundles, and of two records that are to become one."""

from collections.abc import Sequence

from claimtrack.errors.base import ClaimtrackError, ExitCode, InputError, short


class NotABundle(InputError):
    def __init__(self, name: str, *, because: str) -> None:
        super().__init__(
            f"{short(name)} is no bundle of claimtrack: {short(because, 200)}",
            "a bundle is what claimtrack export bundle writes; nothing was recorded",
        )


class UnfitRow(InputError):
    def __init__(self, name: str, place: str, *, because: str) -> None:
        super().__init__(
            f"{short(name)}, {place}: {short(because, 200)}",
            "nothing was recorded; have it made anew with: claimtrack export bundle",
        )


class NewerBundle(InputError):
    def __init__(self, name: str, *, found: int, known: int) -> None:
        super().__init__(
            f"{short(name)} is a bundle of version {found}; this claimtrack knows {known}",
            "update claimtrack; nothing was recorded",
        )


class SameRecord(InputError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is the database itself", "name the other record, to be merged into this one")


class NoSuchDifference(InputError):
    def __init__(self, uids: Sequence[str]) -> None:
        super().__init__(
            f"nothing differs under {', '.join(uids)}",
            "see what differs: run the command without --resolve, and with --dry-run",
        )


class BadResolution(InputError):
    def __init__(self, text: str) -> None:
        super().__init__(f"{short(text)!r} resolves nothing", "write it as UID=ours or UID=theirs")


class RecordsDiffer(ClaimtrackError):
    """Rows differ, or cannot stand together, and nobody has said which is to stand: a check that failed."""

    exit_code = ExitCode.CHECK

    def __init__(self, name: str, number: int) -> None:
        what = "1 row differs" if number == 1 else f"{number:,} rows differ"
        super().__init__(
            f"{what} between this record and {short(name)}, and nothing was recorded",
            "keep what stands here with --ours, take theirs with --theirs, or row by row with --resolve UID=theirs",
        )


class BothSides(InputError):
    def __init__(self) -> None:
        super().__init__(
            "--ours and --theirs were both given, and only one can be for all that differs",
            "give one of them, and single rows with --resolve UID=ours or UID=theirs",
        )

"""How an answer says that rows are confidential: which it left out, and which it shows."""

from claimtrack.cli.views import wording


def words(number: int, *, left_out: bool) -> str:
    """Return what is said beneath an answer of a record with confidential rows."""
    if left_out:
        rows = wording.counted(number, "confidential row")
        return f"left out: {rows} of the record (--include-confidential shows them)"
    return f"this may show confidential rows ({number:,} on record): handle it accordingly"

"""How an answer says that rows are confidential: which it left out, and which it shows."""

from claimtrack.cli.views import wording


def words(number: int, *, left_out: bool) -> str:
    """Return what is said beneath an answer of a record with confidential rows."""
    rows = wording.counted(number, "confidential row")
    if left_out:
        return f"left out: {rows} of the record (--include-confidential shows them)"
    return f"{rows} of the record {'is' if number == 1 else 'are'} not left out: handle this accordingly"

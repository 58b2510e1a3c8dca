"""What a redaction says: which words went, from which rows, and where words may still stand."""

from collections.abc import Iterator, Sequence

from claimtrack.cli.views import wording
from claimtrack.services.redacting import Redaction

_SHOWN = 10
_HIDDEN = {"folded"}  # follows from another column


def lines(done: Redaction) -> Iterator[str]:
    """Yield what went, row by row."""
    if not done.gone:
        yield f"{_called(done)} was redacted before; the file was cleaned once more"
        return
    for one in done.gone:
        columns = ", ".join(column for column in one.columns if column not in _HIDDEN)
        lost = wording.counted(one.changes, "change")
        yield f"redacted: {one.what} ({columns}); {lost} of it can no longer be proven"


def notes(done: Redaction, beside: Sequence[str], *, dry_run: bool) -> Iterator[str]:
    """Yield where the words may still stand, whether anything was taken, and what to do next."""
    if done.also_in:
        yield f"the same words stand in {_some(done.also_in)}: redact these, too, if they are to go"
    if done.reasons:
        numbers = _some([str(number) for number in done.reasons])
        yield f"the same words stand in the reasons of operations: {numbers}: claimtrack redact {done.reasons[0]}"
    found = f", among them {_some(beside)}" if beside else ""
    yield f"other files are not touched: backups, reports and exports{found}"
    yield (
        "dry run: nothing was taken away"
        if dry_run
        else f"next: claimtrack {'log' if _is_reason(done) else 'show'} {done.ref}"
    )


def _is_reason(done: Redaction) -> bool:
    return done.ref.isdecimal()


def _called(done: Redaction) -> str:
    return f"the reason of operation {done.ref}" if _is_reason(done) else done.ref


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more

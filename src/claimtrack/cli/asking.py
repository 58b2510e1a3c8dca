"""Asks for claims and brings the answer out: what `report`, `list`, `matrix` and `export` share."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TypedDict, Unpack

from claimtrack.cli import output, terminal
from claimtrack.cli.views import claims, handling, tallies
from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.vocabulary import Status
from claimtrack.formats import outgoing
from claimtrack.formats.document import Document
from claimtrack.formats.outgoing import Outgoing
from claimtrack.formats.registry import Format
from claimtrack.services import reporting
from claimtrack.store.record import Record

PAGE = 50
MATRIX_PAGE = 20  # columns of a matrix


class Filters(TypedDict):
    """What narrows a question, all as typed."""

    statuses: list[Status]
    actor: str | None
    tag: str | None
    text: str | None
    since: str | None
    until: str | None
    sort: Sort


def report(
    record: Record,
    *,
    fmt: Format | None,
    save: Path | None,
    limit: int | None,
    footer: bool | None,
    counts: bool = False,
    **filters: Unpack[Filters],
) -> bool:
    """Show the report, or how many claims have each status, or write it to a file; tell whether any claim is in it."""
    asked = reporting.question(record, **filters, limit=page(limit, fmt, save))
    document, claims_in_it = (_counts if counts else _report)(record, asked)
    if save is None:
        output.show(document, fmt, record, footer=footer)
    else:
        output.write_file(document, save, fmt, record, footer=footer)
    return claims_in_it > 0


def _report(record: Record, asked: Question) -> tuple[Document, int]:
    found = reporting.report(record, asked, terminal.progress)
    held = tuple(found.claims)
    return claims.report(found._replace(claims=held), asked, record.vantage, today=record.today), len(held)


def _counts(record: Record, asked: Question) -> tuple[Document, int]:
    found = reporting.counts(record, asked, terminal.progress)
    return tallies.document(found, asked, record.vantage, today=record.today), sum(found.values())


def listing(
    record: Record, *, fmt: Format | None, limit: int | None, footer: bool | None, **filters: Unpack[Filters]
) -> None:
    """Show the list of claims."""
    asked = reporting.question(record, **filters, limit=page(limit, fmt))
    found = reporting.report(record, asked, terminal.progress)
    output.show(claims.listing(found, asked, record.vantage, today=record.today), fmt, record, footer=footer)


def matrix(
    record: Record,
    *,
    fmt: Format | None,
    limit: int | None,
    footer: bool | None,
    implied: bool,
    **filters: Unpack[Filters],
) -> None:
    """Show the parties by the claims."""
    from claimtrack.cli.views import matrix as view
    from claimtrack.services import comparing

    asked = reporting.question(record, **filters, limit=page(limit, fmt, most=MATRIX_PAGE))
    found = comparing.matrix(record, asked, implied=implied, progress=terminal.progress)
    output.show(view.document(found, asked, record.vantage, today=record.today), fmt, record, footer=footer)


def tables(record: Record, path: Path, *, limit: int | None, footer: bool | None, **filters: Unpack[Filters]) -> None:
    """Write the report to a file in the format its ending names."""
    asked = reporting.question(record, **filters, limit=limit or 0)
    found = reporting.report(record, asked, terminal.progress)
    document = claims.report(found, asked, record.vantage, today=record.today)
    output.write_file(document, path, None, record, footer=footer)


def export(
    record: Record,
    fmt: Outgoing,
    refs: Sequence[str],
    path: Path | None,
    *,
    footer: bool | None,
    **filters: Unpack[Filters],
) -> None:
    """Write claims with all that they point to in a format, and say on stderr what it could not hold.

    The checkpoint stands in the file where the format has a place for it; else it is said, if it was asked for.
    """
    from claimtrack.services import exporting

    is_witness = fmt in outgoing.WITNESSES
    chosen = exporting.claims(record, refs, reporting.question(record, **filters))
    extract = exporting.extract(record, chosen, checkpoint=is_witness and footer is not False)
    file = BytesIO()
    losses = outgoing.write(fmt, extract, file)
    output.show_file(file.getvalue(), path, record, footer=bool(footer) and not is_witness)
    for loss in losses:
        terminal.note(f"left out, since {fmt} cannot hold it: {loss.number:,} {loss.what}")


def bundle(record: Record, refs: Sequence[str], path: Path | None, **filters: Unpack[Filters]) -> None:
    """Write the whole record as a bundle or, with references or filters, the claims these leave."""
    from claimtrack.services import bundling, exporting

    asked = reporting.question(record, **filters)
    if not refs and asked == Question():
        lines = bundling.lines(record)
    else:
        lines = bundling.lines_of(record, exporting.claims(record, refs, asked))
    if path is None:
        terminal.write_exactly(lines)
    else:
        output.write_text(lines, path, record)
    if record.confidential:
        terminal.note(handling.words(record.confidential, left_out=record.withholds))


def page(given: int | None, fmt: Format | None, save: Path | None = None, *, most: int = PAGE) -> int:
    """Return the limit: as given, else a page for a table on a screen, and all for everything else.

    Raises BadLimit.
    """
    if given is not None:
        return reporting.met(given)
    return most if save is None and fmt in (None, Format.TABLE) else 0

"""Asks for claims and brings the answer out: what `report`, `list` and `export tables` share."""

from functools import partial
from pathlib import Path
from typing import TypedDict, Unpack

from claimtrack.cli import output
from claimtrack.cli.views import claims
from claimtrack.domain.questions import Sort
from claimtrack.domain.summaries import Report
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.registry import Format
from claimtrack.services import reporting
from claimtrack.store.record import Record

PAGE = 50


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
    record: Record, *, fmt: Format | None, save: Path | None, limit: int | None, **filters: Unpack[Filters]
) -> bool:
    """Show the report or write it to a file; tell whether any claim is in it."""
    asked = reporting.question(record, **filters, limit=_limit(limit, fmt, save))
    found = _held(reporting.report(record, asked))
    document = claims.report(found, asked, today=record.today, tracing=partial(reporting.sides, record))
    if save is None:
        output.show(document, fmt)
    else:
        output.write_file(document, save, fmt, asked=record.path)
    return bool(found.claims)


def listing(record: Record, *, fmt: Format | None, limit: int | None, **filters: Unpack[Filters]) -> None:
    """Show the list of claims."""
    asked = reporting.question(record, **filters, limit=_limit(limit, fmt, None))
    found = reporting.report(record, asked)
    document = claims.listing(found, asked, today=record.today, tracing=partial(reporting.sides, record))
    output.show(document, fmt)


def tables(record: Record, path: Path, *, limit: int | None, **filters: Unpack[Filters]) -> None:
    """Write the report to a file in the format its ending names."""
    asked = reporting.question(record, **filters, limit=limit or 0)
    document = claims.report(
        reporting.report(record, asked), asked, today=record.today, tracing=partial(reporting.sides, record)
    )
    output.write_file(document, path, None, asked=record.path)


def _limit(given: int | None, fmt: Format | None, save: Path | None) -> int:
    """Return the limit: as given, else a page for a table on a screen, and all for everything else."""
    if given is not None:
        return given
    return PAGE if save is None and fmt in (None, Format.TABLE) else 0


def _held(report: Report) -> Report:
    return report._replace(claims=tuple(report.claims))

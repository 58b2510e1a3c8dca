"""`export`: reports as files to publish, and claims in the formats of other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options
from claimtrack.cli.commands import bundle
from claimtrack.domain.questions import Sort
from claimtrack.errors.entries import NotForTerminals
from claimtrack.formats.outgoing import BINARY, Outgoing

app = typer.Typer()
export = typer.Typer(help="Write reports, or claims in other programs' formats, to files.", no_args_is_help=True)
app.add_typer(export, name="export")
export.command("bundle")(bundle.bundle)


@export.command("tables")
def tables(
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file: .svg, .html, .txt, .md, .csv, .json.")
    ],
    disputed: options.Disputed = False,
    status: options.Statuses = None,
    actor: options.ActorFilter = None,
    tag: options.TagFilter = None,
    text: options.TextFilter = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    sort: options.SortBy = Sort.ACTIVITY,
    limit: options.Limit = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Write the report's table to a file; an SVG or HTML file stands alone and loads nothing.

    Example: claimtrack export tables --disputed -o disputed.svg
    """
    from claimtrack.cli import asking
    from claimtrack.formats.registry import by_ending
    from claimtrack.services import standing, workspace

    by_ending(out)  # refused before anything is asked
    with workspace.reading(
        db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
    ) as record:
        asking.tables(
            record,
            out,
            statuses=options.statuses(status, disputed=disputed),
            actor=actor,
            tag=tag,
            text=text,
            since=since,
            until=until,
            sort=sort,
            limit=limit,
            footer=footer,
        )


def _to(fmt: Outgoing) -> Callable[..., None]:
    """Return the command that writes claims in a format; all of them have the same options."""

    def command(
        refs: options.Refs = None,
        out: options.Output = None,
        disputed: options.Disputed = False,
        status: options.Statuses = None,
        actor: options.ActorFilter = None,
        tag: options.TagFilter = None,
        text: options.TextFilter = None,
        since: options.Since = None,
        until: options.Until = None,
        as_of: options.AsOf = None,
        known_at: options.KnownAt = None,
        footer: options.InFileFooter = None,
        include_confidential: options.IncludeConfidential = False,
        db: options.Database = None,
    ) -> None:
        from claimtrack.cli import asking, terminal
        from claimtrack.services import standing, workspace

        if fmt in BINARY and out is None and terminal.is_terminal():
            raise NotForTerminals(fmt)  # before anything is asked
        with workspace.reading(
            db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
        ) as record:
            asking.export(
                record,
                fmt,
                refs or (),
                out,
                statuses=options.statuses(status, disputed=disputed),
                actor=actor,
                tag=tag,
                text=text,
                since=since,
                until=until,
                sort=Sort.ACTIVITY,
                footer=footer,
            )

    return command


# What each format makes of claims, and an example of its use.
_FORMATS = {
    Outgoing.CSV: ("Write claims as rows of CSV that no spreadsheet runs.", "--disputed -o claims.csv"),
    Outgoing.XLSX: ("Write claims as a workbook with a sheet for each kind of row.", "-o claims.xlsx"),
    Outgoing.CLAIMREVIEW: ("Write a ClaimReview (schema.org, JSON-LD) for each verdict.", "c1 -o c1.jsonld"),
    Outgoing.PROV: (
        "Write who said, showed and judged what, and from what, as W3C PROV (JSON-LD).",
        "c1 -o c1.jsonld",
    ),
    Outgoing.CSL: (
        "Write the sources behind claims as CSL-JSON, for reference managers.",
        "--disputed -o sources.json",
    ),
    Outgoing.DOT: ("Draw claims with who speaks on them and what bears on them, for Graphviz.", "c1 -o c1.dot"),
    Outgoing.MERMAID: ("Draw claims with who speaks on them and what bears on them, for Mermaid.", "c1 -o c1.mmd"),
}
for _fmt, (_help, _example) in _FORMATS.items():
    export.command(_fmt.value, help=f"{_help}\n\nExample: claimtrack export {_fmt} {_example}")(_to(_fmt))

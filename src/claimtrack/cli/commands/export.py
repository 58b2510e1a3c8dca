"""`export`: reports as files to publish."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options
from claimtrack.cli.commands import bundle
from claimtrack.domain.questions import Sort

app = typer.Typer()
export = typer.Typer(help="Write reports to files.", no_args_is_help=True)
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

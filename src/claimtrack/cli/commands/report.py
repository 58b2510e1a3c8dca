"""`report`: which claims have which status, with the counts behind it."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options
from claimtrack.domain.questions import Sort

app = typer.Typer()


@app.command()
def report(
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
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    counts: Annotated[
        bool, typer.Option("--counts", help="Say how many claims have each status, of all that answer.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write it to a file; its ending names the format.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 4 if any claim is listed.")] = False,
    db: options.Database = None,
) -> None:
    """Report claims with the status their record gives them: parties, evidence, verdicts, who denied.

    Example: claimtrack report --disputed

    Example: claimtrack report --counts --as-of 2024-01-01

    Example: claimtrack report --actor "South Korea" --since 2024 --format csv --save claims.csv
    """
    from claimtrack.cli import asking
    from claimtrack.services import standing, workspace

    with workspace.reading(
        db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
    ) as record:
        listed = asking.report(
            record,
            fmt=fmt,
            footer=footer,
            save=save,
            statuses=options.statuses(status, disputed=disputed),
            actor=actor,
            tag=tag,
            text=text,
            since=since,
            until=until,
            sort=sort,
            limit=limit,
            counts=counts,
        )
    if exit_code and listed:
        raise typer.Exit(4)

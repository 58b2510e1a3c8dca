"""`matrix`: parties by claims, one sign a position."""

from typing import Annotated

import typer

from claimtrack.cli import options
from claimtrack.domain.questions import Sort

app = typer.Typer()


@app.command()
def matrix(
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
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", help="At most N claims, 0 for all; 20 in a table, else all.")
    ] = None,
    implied: Annotated[
        bool, typer.Option("--implied", help="Also what follows from positions on related claims; it does not count.")
    ] = False,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Set the parties side by side: who asserts, suggests, denies or doubts which claim, one sign a position.

    As data, each party has a row for each claim it has spoken on.

    Example: claimtrack matrix --disputed

    Example: claimtrack matrix --tag munitions --format csv
    """
    from claimtrack.cli import asking
    from claimtrack.services import standing, workspace

    with workspace.reading(
        db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
    ) as record:
        asking.matrix(
            record,
            fmt=fmt,
            footer=footer,
            implied=implied,
            statuses=options.statuses(status, disputed=disputed),
            actor=actor,
            tag=tag,
            text=text,
            since=since,
            until=until,
            sort=sort,
            limit=limit,
        )

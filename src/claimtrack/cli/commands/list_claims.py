"""`list`: the claims on record, what they say and how they are tagged."""

import typer

from claimtrack.cli import options
from claimtrack.domain.questions import Sort

app = typer.Typer()


@app.command("list")
def list_claims(
    status: options.Statuses = None,
    actor: options.ActorFilter = None,
    tag: options.TagFilter = None,
    text: options.TextFilter = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    sort: options.SortBy = Sort.RECORDED,
    limit: options.Limit = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """List claims, the last recorded first.

    Example: claimtrack list --tag munitions
    """
    from claimtrack.cli import asking
    from claimtrack.services import standing, workspace

    with workspace.reading(
        db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
    ) as record:
        asking.listing(
            record,
            fmt=fmt,
            footer=footer,
            statuses=options.statuses(status, disputed=False),
            actor=actor,
            tag=tag,
            text=text,
            since=since,
            until=until,
            sort=sort,
            limit=limit,
        )

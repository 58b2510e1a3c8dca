"""`timeline`: how the status of claims changed, day by day."""

from typing import Annotated

import typer

from claimtrack.cli import options
from claimtrack.domain.questions import Sort

app = typer.Typer()


@app.command()
def timeline(
    claim: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="One claim; without it, those the filters ask for.")
    ] = None,
    disputed: options.Disputed = False,
    status: options.Statuses = None,
    actor: options.ActorFilter = None,
    tag: options.TagFilter = None,
    text: options.TextFilter = None,
    since: options.Since = None,
    until: options.Until = None,
    known_at: options.KnownAt = None,
    sort: options.SortBy = Sort.ACTIVITY,
    limit: options.Limit = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show on which days the status of claims changed, from what to what, and what did it; reversals are named.

    Example: claimtrack timeline c1
    """
    from claimtrack.cli import asking, output
    from claimtrack.cli.views import changes
    from claimtrack.services import following, reporting, standing, workspace

    with workspace.reading(
        db, standing.vantage(known_at=known_at, include_confidential=include_confidential)
    ) as record:
        asked = reporting.question(
            record,
            statuses=options.statuses(status, disputed=disputed),
            actor=actor,
            tag=tag,
            text=text,
            since=since,
            until=until,
            sort=sort,
            limit=asking.page(limit, fmt),
        )
        found = following.timeline(record, claim, asked)
        title = ", ".join(part for part in ("Timeline", record.vantage.words) if part)
        output.show(changes.document(found, title=title, nothing="no status ever changed"), fmt, record, footer=footer)

"""`diff`: which claims changed status between two days, and what changed them."""

from typing import Annotated

import typer

from claimtrack.cli import options

app = typer.Typer()


@app.command()
def diff(
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The day before the change: 2023-10-01.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The day after it.")],
    known_at: options.KnownAt = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show which claims have another status on one day than on an earlier one, and what did it.

    Example: claimtrack diff --from 2023-09-30 --to 2023-10-31
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import changes
    from claimtrack.services import following, standing, workspace

    with workspace.reading(
        db, standing.vantage(known_at=known_at, include_confidential=include_confidential)
    ) as record:
        found = following.difference(record, first=first, last=last)
        title = ", ".join(part for part in (f"From {first} to {last}", record.vantage.words) if part)
        output.show(
            changes.document(found, title=title, nothing="no claim changed its status", by_day=False),
            fmt,
            record,
            footer=footer,
        )

"""`verify` and `checkpoint`: what can be shown of the record's history, and the line that stands for it."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.errors.base import ExitCode

app = typer.Typer()


@app.command()
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            "--checkpoint", metavar="FILE", help="A file with a checkpoint, such as a report; repeat for more."
        ),
    ] = None,
    fmt: options.OutputFormat = None,
    db: options.Database = None,
) -> None:
    """Read the whole record and say what that shows, as a level; ends with 4 if anything is not as it was.

    0: all of it can be read. 1: ledger and tables agree. 2: it continues the history of the checkpoint you gave.

    Example: claimtrack verify --checkpoint report.html
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import trust
    from claimtrack.domain.vantage import WHOLE
    from claimtrack.services import verifying, workspace

    held = [one for path in checkpoint or () for one in verifying.held_in(path)]
    with workspace.reading(db, WHOLE) as record:
        found = verifying.verify(record, held)
        output.show(trust.document(found), fmt)
    if not found.is_well:
        raise typer.Exit(ExitCode.CHECK)


@app.command()
def checkpoint(db: options.Database = None) -> None:
    """Print the line that stands for the whole history: whose record, how many changes, and their root.

    Give it away: whoever holds it can show later whether anything before it was changed.

    Example: claimtrack checkpoint > 2024-06-01.checkpoint
    """
    from claimtrack.domain.vantage import WHOLE
    from claimtrack.services import witnessing, workspace

    with workspace.reading(db, WHOLE) as record:
        terminal.say(str(witnessing.checkpoint(record)))

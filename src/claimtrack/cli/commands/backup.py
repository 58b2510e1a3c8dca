"""`backup`: makes a verified copy of the database."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; nothing that is there is overwritten.")],
    db: options.Database = None,
) -> None:
    """Copy the database to a new file, while others may write to it, and read the copy back before it is called done.

    It holds all that was recorded before, or is not there at all. Prints the copy's checkpoint.

    Example: claimtrack backup 2024-06-01.db
    """
    from claimtrack.services import backing_up

    made = backing_up.back_up(db, file)
    terminal.say(f"{made.path}: {made.size:,} bytes, read back and whole")
    terminal.say(str(made.checkpoint))

"""`copy-to`: moves the record to another file or to a server."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command("copy-to")
def copy_to(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="postgresql://... of a database without a record, or a new file.")
    ],
    db: options.Database = None,
) -> None:
    """Copy the whole record into a database of a PostgreSQL server, or from one into a file, and verify the copy.

    Every row and the ledger go byte for byte: the checkpoint is the same before and after, and every proof still holds.
    The copy is whole or not there at all; the record that was copied is left as it is.

    Example: claimtrack copy-to postgresql://desk@db.example.org/claims
    """
    from claimtrack.cli.views import wording
    from claimtrack.services import copying

    made = copying.copy_to(db, target)
    terminal.say(f"{made.place}: {wording.counted(made.rows, 'row')} copied, read back and whole")
    terminal.say(str(made.checkpoint))
    terminal.note("what is recorded from now on is recorded where --db or CLAIMTRACK_DB says")

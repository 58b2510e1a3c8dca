"""`doctor`: checks the machine and the database, and mends what follows from the record."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.errors.base import ExitCode

app = typer.Typer()


@app.command()
def doctor(
    fix: Annotated[
        bool, typer.Option("--fix", help="Make again what follows from the record; never the record or the ledger.")
    ] = False,
    fmt: options.OutputFormat = None,
    db: options.Database = None,
) -> None:
    """Check this machine and the database: each finding with what it means; ends with 4 if there is a fault.

    With --fix it mends what loses nothing: derived rows, indexes, a large log, files of killed runs.

    Example: claimtrack doctor --fix
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import findings
    from claimtrack.services import checking
    from claimtrack.services.findings import is_well

    found = checking.examine(db, columns=terminal.width())
    if fix and any(one.mends for one in found):
        from claimtrack.services import repairing

        done = repairing.repair(db, found)
        found = [one._replace(mended=done.get(one.id, "")) for one in checking.examine(db, columns=terminal.width())]
    output.show(findings.document(found), fmt)
    if not is_well(found):
        raise typer.Exit(ExitCode.CHECK)

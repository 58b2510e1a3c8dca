"""`doctor`: checks the machine and the database."""

import typer

from claimtrack.cli import options
from claimtrack.errors.base import ExitCode

app = typer.Typer()


@app.command()
def doctor(fmt: options.OutputFormat = None, db: options.Database = None) -> None:
    """Check this machine and the database: each finding with what it means; ends with 4 if there is a fault.

    Example: claimtrack doctor
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import listings
    from claimtrack.services import checking

    found = checking.examine(db)
    output.show(listings.findings(found), fmt)
    if not checking.is_well(found):
        raise typer.Exit(ExitCode.CHECK)

"""`lint`: looks ClaimReview markup over, without any network."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.errors.base import ExitCode

app = typer.Typer()


@app.command()
def lint(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|CLAIM", help="JSON, a saved page or - for stdin; or a claim: c1, its slug. A file goes first."
        ),
    ],
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 4 if there is an error or a warning; notes are none.")
    ] = False,
    fmt: options.OutputFormat = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Look over the ClaimReview markup of a file, or what export claimreview would write of a claim; offline.

    An error is what is required and missing, unreadable or contradictory; a warning what is recommended and missing,
    or misleads some readers; a note is worth knowing. Each comes with its place, the reason and what to do.

    Example: claimtrack lint saved-page.html --strict
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import remarks
    from claimtrack.services import linting, standing, workspace

    of_claim = linting.names_claim(what)
    vantage = standing.vantage(include_confidential=include_confidential)
    with workspace.reading(db, vantage) if of_claim else nullcontext() as record:
        if record is not None:
            linted = linting.claim(record, what)
        elif what == linting.STDIN:
            linted = linting.data(terminal.read_bytes(linting.LARGEST + 1))
        else:
            linted = linting.file(Path(what))
        if output.is_for_programs(fmt):
            output.show(remarks.for_programs(linted), fmt, record, footer=False)
            terminal.note(remarks.summary(linted.tally))
        else:
            output.show(remarks.for_people(linted), fmt, record, footer=False)
    if strict and not linted.tally.is_well:
        raise typer.Exit(ExitCode.CHECK)

"""`demo`: builds the sample case with the program's own commands, and asks it three questions."""

import contextlib
import io
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import terminal

app = typer.Typer()

_QUESTIONS = (
    ["report", "--disputed"],
    ["show", "nk-munitions-to-russia"],
    ["why", "nk-munitions-to-russia"],
)


@app.command()
def demo(
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FOLDER", help="Keep the database in this folder.")
    ] = None,
) -> None:
    """Build the sample case in a throw-away database, and print a report, a file and an explanation.

    Example: claimtrack demo --keep sample
    """
    from claimtrack.errors.entries import AlreadyThere

    if keep is None:
        with tempfile.TemporaryDirectory(prefix="claimtrack-demo-") as folder:
            _tour(Path(folder) / "claimtrack.db")
        return
    keep.mkdir(parents=True, exist_ok=True)
    database = keep / "claimtrack.db"
    if database.exists():
        raise AlreadyThere(str(database))
    with tempfile.TemporaryDirectory(prefix=".claimtrack-demo-", dir=keep) as folder:
        built = Path(folder) / database.name
        _tour(built)
        built.rename(database)  # whole, or not at all
    terminal.say(f"kept: {database}")


def _tour(database: Path) -> None:
    from claimtrack.services import demonstrating

    recorded = 0
    for words in demonstrating.commands():
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            _run(words, database)
        recorded += 1
    terminal.say(f"The sample case, recorded by {recorded} commands ({demonstrating.CASE} in sample_data).")
    for question in _QUESTIONS:
        terminal.say("")
        terminal.say(f"$ claimtrack {' '.join(question)}")
        _run(question, database)


def _run(words: list[str], database: Path) -> None:
    from claimtrack.cli.app import perform  # which knows this command, too

    perform([*words, "--db", str(database)])

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
        str | None, typer.Option("--keep", metavar="FOLDER", help="Keep the database in this folder.")
    ] = None,
) -> None:
    """Build the sample case in a throw-away database, and print a report, a file and an explanation.

    Example: claimtrack demo --keep sample
    """
    from claimtrack.domain.places import folder_of
    from claimtrack.errors.entries import AlreadyThere
    from claimtrack.services import demonstrating

    if keep is None:
        with tempfile.TemporaryDirectory(prefix="claimtrack-demo-") as folder:
            _tour(Path(folder) / "claimtrack.db")
        return
    kept_in = folder_of(keep)
    kept_in.mkdir(parents=True, exist_ok=True)
    database = kept_in / "claimtrack.db"
    if database.exists():
        raise AlreadyThere(str(database))
    with tempfile.TemporaryDirectory(prefix=".claimtrack-demo-", dir=kept_in) as folder:
        built = Path(folder) / database.name
        _tour(built)
        if not demonstrating.kept(built, database):
            raise AlreadyThere(str(database))
    terminal.say(f"kept: {database}")


def _tour(database: Path) -> None:
    from claimtrack.services import demonstrating

    recorded = 0
    for words in demonstrating.commands():
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            _run(words, database)
        recorded += 1
    terminal.answer(f"The sample case, recorded by {recorded} commands ({demonstrating.CASE} in sample_data).")
    for question in _QUESTIONS:
        terminal.answer("")
        terminal.answer(f"$ claimtrack {' '.join(question)}")
        _run(question, database)


def _run(words: list[str], database: Path) -> None:
    from claimtrack.cli.app import perform  # which knows this command, too

    perform([*words, "--db", str(database)])

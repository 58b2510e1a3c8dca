"""`log`, `undo` and `redo`: what was done to the record, and stepping back and forth in it."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.formats.registry import Format

app = typer.Typer()

_EACH_CHANGE = (Format.JSON, Format.JSONL, Format.CSV)
_MANY = 20_000  # changes of one operation; of more, people are told the number alone


@app.command()
def log(
    ref: Annotated[
        str | None, typer.Argument(metavar="[REF]", help="One thing, or the number of one operation; else all.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", help="At most N operations, 0 for all; 50 in a table, else all."),
    ] = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show what was done, the latest first: what was recorded, edited, withdrawn or undone, by whom and why.

    Example: claimtrack log c1
    """
    from claimtrack.cli import asking, output
    from claimtrack.cli.views import history
    from claimtrack.services import recounting, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        most = 0 if fmt in _EACH_CHANGE else _MANY
        found = recounting.log(record, ref, limit=asking.page(limit, fmt), most=most)
        output.show(history.document(found, title=f"Log of {ref}" if ref else "Log"), fmt, record, footer=footer)


@app.command()
def undo(
    number: Annotated[
        int | None,
        typer.Argument(metavar="[N]", min=1, help="An operation's number, as log shows it; else the latest."),
    ] = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Undo what one command did; repeated, it steps further back.

    Nothing is deleted: the reverse is recorded. What something later depends on is not undone, and it says on what. A
    redaction is for good: without a number it is stepped over, and that is said.

    Example: claimtrack undo --reason "wrong claim"
    """
    from claimtrack.cli.views import history, outcomes
    from claimtrack.services import undoing, workspace

    written = workspace.write(db, lambda writer: undoing.undo(writer, number), dry_run=dry_run, reason=reason)
    done = written.outcome
    terminal.say(f"undone: operation {done.operation.number} ({history.words(done.changes)})")
    for redaction in done.over:
        terminal.note(f"stepped over operation {redaction}, a redaction, which is for good")
    outcomes.ended(written, dry_run=dry_run, following="claimtrack redo")


@app.command()
def redo(reason: options.Why = None, dry_run: options.DryRun = False, db: options.Database = None) -> None:
    """Redo what was undone last, unless something was recorded since.

    Example: claimtrack redo
    """
    from claimtrack.cli.views import history, outcomes
    from claimtrack.services import undoing, workspace

    written = workspace.write(db, undoing.redo, dry_run=dry_run, reason=reason)
    done = written.outcome
    terminal.say(f"redone: operation {done.operation.number} ({history.words(done.changes)})")
    outcomes.ended(written, dry_run=dry_run, following="claimtrack log")

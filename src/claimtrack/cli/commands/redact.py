"""`redact`: takes the words of a row away for good."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def redact(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="What holds the words: c1, st2, e3, s4, a5, v6, a slug, a uid; or an operation's number.",
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="WHY", help="Why; kept in the ledger for good, so in other words.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go, and take nothing away.")] = False,
    db: options.Database = None,
) -> None:
    """Take the words of a row, or the reason of an operation, away for good, from the file and from its history.

    For the safety of a source, or by a court's order. It cannot be undone. A row goes on counting, and the hashes stay,
    so that every checkpoint given away before still holds; verify lists what was redacted, and why. Of a claim its tags
    go, too, and of an actor all its names. What other files hold is not touched: backups, reports, exports.

    Example: claimtrack redact st3 --reason "the speaker is in danger"

    Example: claimtrack redact 17 --reason "it named the speaker"
    """
    from claimtrack.cli.views import redactions
    from claimtrack.services import redacting

    written = redacting.redact(db, ref, reason=reason, dry_run=dry_run)
    for line in redactions.lines(written.outcome):
        terminal.say(line)
    for line in redactions.notes(written.outcome, redacting.copies_beside(written.path), dry_run=dry_run):
        terminal.note(line)

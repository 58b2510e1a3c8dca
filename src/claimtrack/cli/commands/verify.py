"""`verify` and `checkpoint`: what can be shown of the record's history, and the line that stands for it."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.signatures import Signature
from claimtrack.errors.base import ExitCode
from claimtrack.errors.signing import KeyWithoutCheckpoint

app = typer.Typer()


@app.command()
def verify(
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(
            "--checkpoint", metavar="FILE", help="A file with a checkpoint, such as a report; repeat for more."
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="The public key that must have signed the checkpoints."),
    ] = None,
    fmt: options.OutputFormat = None,
    db: options.Database = None,
) -> None:
    """Read the whole record and say what that shows, as a level; ends with 4 if anything is not as it was.

    0: all of it can be read. 1: ledger and tables agree. 2: it continues the history of the checkpoint you gave.
    3: and that checkpoint was signed by the key.

    Example: claimtrack verify --checkpoint report.html
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import trust
    from claimtrack.domain.vantage import WHOLE
    from claimtrack.services import verifying, workspace

    held = verifying.held_in(checkpoint or ())
    signed = _signed(held, key) if key else None
    with workspace.reading(db, WHOLE) as record:
        found = verifying.verify(record, list(held), signed=signed)
        output.show(trust.document(found), fmt)
    if not found.is_well:
        raise typer.Exit(ExitCode.CHECK)


def _signed(held: dict[Checkpoint, list[Signature]], key: Path) -> set[Checkpoint]:
    from claimtrack.services import signing  # only where there is a key

    if not held:
        raise KeyWithoutCheckpoint
    return signing.signed(held, key)


@app.command()
def checkpoint(
    sign: Annotated[
        Path | None,
        typer.Option("--sign", metavar="FILE", help="A private key that keygen made; adds a line with its signature."),
    ] = None,
    db: options.Database = None,
) -> None:
    """Print the line that stands for the whole history: whose record, how many changes, and their root.

    Give it away: whoever holds it can show later whether anything before it was changed.

    Example: claimtrack checkpoint > 2024-06-01.checkpoint
    """
    from claimtrack.domain.vantage import WHOLE
    from claimtrack.services import witnessing, workspace

    with workspace.reading(db, WHOLE) as record:
        now = witnessing.checkpoint(record)
    signature = _signature(now, sign) if sign else None
    terminal.answer(str(now))
    if signature and sign:
        terminal.answer(str(signature))
        _warn_of_rights(sign)


def _warn_of_rights(key: Path) -> None:
    from claimtrack.services import signing

    if signing.is_open_to_others(key):
        terminal.note(f"others may read {key}, and sign with it: chmod 600 {key}")


def _signature(now: Checkpoint, key: Path) -> Signature:
    from claimtrack.services import signing  # only where there is a key

    return signing.sign(now, key)

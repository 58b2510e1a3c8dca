"""`keygen`: a pair of keys to sign checkpoints with."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import terminal

app = typer.Typer()


@app.command()
def keygen(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The private key to write; the public one is FILE.pub.")],
) -> None:
    """Make a pair of keys (Ed25519): FILE signs checkpoints and stays secret, FILE.pub verifies and is given away.

    Needs: pip install 'claimtrack[sign]'.

    Example: claimtrack keygen desk.key
    """
    from claimtrack.services import signing

    made = signing.make_keys(file)
    terminal.say(f"key {made.name}: {made.private} signs, {made.public} verifies")
    terminal.note(f"keep {made.private} to yourself; it is not locked by a password")
    terminal.note(f"next: claimtrack checkpoint --sign {made.private}")

"""`merge`: makes one record of two."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options

app = typer.Typer()


@app.command()
def merge(
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="The other database; it is only read.")],
    ours: options.Ours = False,
    theirs: options.Theirs = False,
    resolve: options.Resolve = None,
    fmt: options.OutputFormat = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Add what another record holds to this one: a colleague's copy that went its own way, or a desk's of its own.

    Rows are the same by their uid. Those that say one thing here and another there are shown side by side, and nothing
    is recorded until you say which is to stand; then it ends with 4. What was recorded twice stands once, and actors of
    one name are one. To merge twice adds nothing.

    Example: claimtrack merge colleague.db --dry-run

    Example: claimtrack merge colleague.db --ours
    """
    from claimtrack.cli import uniting
    from claimtrack.services import bundling, settling

    resolution = settling.resolution(ours=ours, theirs=theirs, one_by_one=resolve or ())
    written = bundling.merge(db, other, resolution=resolution, dry_run=dry_run, reason=reason)
    uniting.show(written, str(other), fmt=fmt, dry_run=dry_run)

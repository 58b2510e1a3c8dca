"""`tag`: the words by which claims are grouped."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def tag(
    claim: options.ClaimRef,
    tags: Annotated[list[str] | None, typer.Argument(metavar="[TAG]...", help="Tags to put on it.")] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to take off; repeat for more.")
    ] = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Put tags on a claim, or take them off.

    Example: claimtrack tag c1 munitions ukraine --remove draft
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.errors.entries import NothingAsked
    from claimtrack.services import tagging, workspace

    if not tags and not remove:
        raise NothingAsked(command="tag", options="a tag to put on, or --remove TAG")
    written = workspace.write(
        db,
        lambda writer: tagging.retag(writer, claim, add=tags or (), remove=remove or ()),
        dry_run=dry_run,
        reason=reason,
    )
    tagged, standing = written.outcome
    words = ", ".join(one.name for one in standing) or "none"
    terminal.say(f"{short_id(Kind.CLAIM, tagged.id)} {tagged.slug}: tags {words}")
    outcomes.ended(written, dry_run=dry_run, following="claimtrack report --tag TAG")

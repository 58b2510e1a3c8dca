"""`edit`: describes a claim or an actor anew."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import ActorKind, Reliability

app = typer.Typer()


@app.command()
def edit(
    ref: Annotated[str, typer.Argument(metavar="REF", help="A claim or an actor.")],
    text: Annotated[str | None, typer.Option("--text", metavar="WORDS", help="A claim's wording.")] = None,
    event: Annotated[str | None, typer.Option("--event", metavar="DATE", help="The date a claim speaks of.")] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="An actor's name; it is still found by the old one.")
    ] = None,
    kind: Annotated[ActorKind | None, typer.Option("--kind", help="What an actor is.")] = None,
    reliability: Annotated[Reliability | None, typer.Option("--reliability", help="An actor's grade, A to F.")] = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Edit a claim's wording or an actor's description; the id, the slug and the uid stay.

    Example: claimtrack edit c1 --text "North Korea has sent artillery shells to Russia"

    Example: claimtrack edit rok-mnd --name "Ministry of National Defense" --kind government
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.records import Claim
    from claimtrack.services import editing, naming, workspace

    written = workspace.write(
        db,
        lambda writer: editing.edit(writer, ref, text=text, event=event, name=name, kind=kind, reliability=reliability),
        dry_run=dry_run,
        reason=reason,
    )
    was, now = written.outcome
    identifier = naming.ref_of(now)
    before, after = (one.text if isinstance(one, Claim) else one.name for one in (was, now))
    terminal.say(f"{identifier} {now.slug}: {after}")
    if before != after:
        terminal.say(f"  was: {before}")
    outcomes.ended(written, dry_run=dry_run, following=f"claimtrack show {identifier}")

"""`actor`: add, name, merge, list and show who speaks, publishes, reviews or collects."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import ActorKind, Reliability

app = typer.Typer()
actor = typer.Typer(help="Add, name, merge, list and show actors.", no_args_is_help=True)
app.add_typer(actor, name="actor")

_ActorRef = Annotated[str, typer.Argument(metavar="ACTOR", help="An actor: a1, a slug, a name, or a uid.")]


@actor.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to show.")],
    slug: Annotated[
        str | None, typer.Option("--slug", metavar="SLUG", help="A short name for it; else made of its name.")
    ] = None,
    kind: Annotated[ActorKind | None, typer.Option("--kind", help="What it is; unknown is an unnamed voice.")] = None,
    reliability: Annotated[
        Reliability | None,
        typer.Option("--reliability", help="A completely reliable to E unreliable, F cannot be judged (Admiralty)."),
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help="Another name; repeat for more.")
    ] = None,
    part_of: Annotated[
        str | None, typer.Option("--part-of", metavar="ACTOR", help="What it is part of; recorded if new.")
    ] = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record an actor, its other names, and what it is part of.

    Example: claimtrack actor add "Ministry of National Defense" --slug rok-mnd --part-of "South Korea"
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.services import introducing, workspace

    written = workspace.write(
        db,
        lambda writer: introducing.add_actor(
            writer, name=name, slug=slug, kind=kind, reliability=reliability, aliases=alias or (), part_of=part_of
        ),
        dry_run=dry_run,
        reason=reason,
    )
    added, notices = written.outcome
    terminal.say(f"{short_id(Kind.ACTOR, added.id)} {added.slug}: {added.name}")
    outcomes.ended(written, notices, dry_run=dry_run, following=f"claimtrack assert CLAIM --by {added.slug}")


@actor.command("alias")
def alias(
    ref: _ActorRef,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Another name it is found under.")],
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record another name of an actor; a name that belongs to another actor is refused.

    Example: claimtrack actor alias north-korea DPRK
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.services import introducing, workspace

    written = workspace.write(
        db, lambda writer: introducing.add_alias(writer, ref, name), dry_run=dry_run, reason=reason
    )
    named, notices = written.outcome
    identifier = short_id(Kind.ACTOR, named.id)
    terminal.say(f"{identifier} {named.name} is found as {name}, too")
    outcomes.ended(written, notices, dry_run=dry_run, following=f"claimtrack actor show {identifier}")


@actor.command("merge")
def merge(
    twice: Annotated[str, typer.Argument(metavar="TWICE", help="The actor that was recorded a second time.")],
    into: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor it is.")],
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Merge an actor that was recorded twice into the other: all that is on record under it counts as the other's.

    Nothing is lost, and the two can be taken apart again: claimtrack withdraw TWICE same-as ACTOR --reason WHY

    Example: claimtrack actor merge seoul-defence-ministry rok-mnd
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.vocabulary import RelationKind
    from claimtrack.services import linking, naming, workspace

    written = workspace.write(
        db, lambda writer: linking.link(writer, twice, RelationKind.SAME_AS, into), dry_run=dry_run, reason=reason
    )
    sentence = written.outcome
    terminal.say(f"merged: {sentence.words}")
    following = f"claimtrack actor show {naming.ref_of(sentence.right)}"
    outcomes.ended(written, sentence.notices, dry_run=dry_run, following=following)


@actor.command("list")
def list_actors(
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """List all actors by name, with the party each speaks for.

    Example: claimtrack actor list
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import listings
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        output.show(listings.actors(showing.actor_list(record)), fmt, record, footer=footer)


@actor.command("show")
def show(
    ref: _ActorRef,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show one actor: its names, what it is part of, and what it said.

    Example: claimtrack actor show rok-mnd
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import files
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        output.show(files.document(showing.actor_file_of(record, ref)), fmt, record, footer=footer)

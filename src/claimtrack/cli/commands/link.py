"""`link`: a sentence that says how two things stand to each other."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def link(
    left: Annotated[str, typer.Argument(metavar="FROM", help="Evidence, a claim, an actor, a statement or a source.")],
    relation: Annotated[str, typer.Argument(metavar="RELATION", help="How it stands to the other.")],
    right: Annotated[str, typer.Argument(metavar="TO", help="What it stands so to.")],
    during: Annotated[
        str | None,
        typer.Option("--during", metavar="DATE", help="When an actor is part of another: 2013/.. is since 2013."),
    ] = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Link two things by a sentence, read from left to right.

    Evidence to a claim: supports, refutes, context. Claim to claim: contradicts, part-of, narrower-than, variant-of,
    supports, same-as, supersedes. Actor to actor: part-of, so that it counts for the party at the top of its chain; or,
    for one recorded twice, same-as. Statement to statement: relies-on. Source to source: cites.

    Example: claimtrack link e1 supports c1

    Example: claimtrack link rok-mnd part-of south-korea --during 1948-08/..

    Example: claimtrack link st5 relies-on st2
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.services import linking, naming, workspace

    written = workspace.write(
        db, lambda writer: linking.link(writer, left, relation, right, during=during), dry_run=dry_run, reason=reason
    )
    sentence = written.outcome
    terminal.say(f"linked: {sentence.words}")
    outcomes.ended(
        written, sentence.notices, dry_run=dry_run, following=f"claimtrack show {naming.ref_of(sentence.right)}"
    )

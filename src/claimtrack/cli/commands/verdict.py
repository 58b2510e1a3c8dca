"""`verdict`: what a reviewer published about a claim."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import Rating

app = typer.Typer()


@app.command()
def verdict(
    claim: options.ClaimRef,
    by: options.By,
    rating: Annotated[Rating, typer.Option("--rating", help="The verdict on one scale.")],
    label: Annotated[str | None, typer.Option("--label", metavar="WORDS", help="The label, word for word.")] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Where it was published.")] = None,
    on: options.On = None,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record a reviewer's verdict on a claim; verdicts are shown side by side, never averaged.

    Example: claimtrack verdict c1 --by "Check Desk" --rating mostly-true --label "Largely right" --on 2024-06-01
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.services import reviewing, workspace

    written = workspace.write(
        db,
        lambda writer: reviewing.add_verdict(writer, claim, by=by, rating=rating, label=label, location=url, on=on),
        dry_run=dry_run,
        reason=reason,
    )
    added, done = written.outcome
    terminal.say(f"{short_id(Kind.VERDICT, added.id)} {rating} by {by}")
    outcomes.recorded(workspace.Written(done, written.path, is_new=written.is_new), dry_run=dry_run, new_claim=False)

"""`review`: lists actors and claims that look alike, and takes what somebody decides of a pair."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import Decision

app = typer.Typer()
review = typer.Typer(
    help="List actors and claims that look alike, and decide which are the same.", invoke_without_command=True
)
app.add_typer(review, name="review")

_One = Annotated[str, typer.Argument(metavar="ONE", help="An actor or a claim: a7, c4, or a slug.")]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="What it looks like.")]
_PAGE = 25


@review.callback()
def pairs(
    context: typer.Context,
    later: Annotated[bool, typer.Option("--later", help="Show the pairs that were put off, too.")] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", help="At most N pairs of each kind, 0 for all; 25 in a table.")
    ] = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """List the actors and the claims that look alike, the likest first. Nothing is merged unless you say so.

    Example: claimtrack review

    Example: claimtrack review accept a7 a2
    """
    if context.invoked_subcommand:
        return
    from claimtrack.cli import output
    from claimtrack.cli.views import likenesses
    from claimtrack.services import likening, reporting, standing, workspace

    vantage = standing.vantage(as_of=None, known_at=None, include_confidential=include_confidential)
    with workspace.reading(db, vantage) as record:
        shown = _PAGE if limit is None else reporting.met(limit)
        found = likening.likenesses_of(record, put_off=later)
        output.show(likenesses.document(found, limit=shown), fmt, record, footer=footer)


@review.command("accept")
def accept(
    one: _One, other: _Other, reason: options.Why = None, dry_run: options.DryRun = False, db: options.Database = None
) -> None:
    """Say that two are the same: the first actor stands for the second; two claims are linked as the same.

    Example: claimtrack review accept a7 a2
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.services import likening, workspace

    written = workspace.write(db, lambda writer: likening.accept(writer, one, other), dry_run=dry_run, reason=reason)
    terminal.say(f"linked: {written.outcome.words}")
    outcomes.ended(written, written.outcome.notices, dry_run=dry_run, following="claimtrack review")


@review.command("reject")
def reject(
    one: _One, other: _Other, reason: options.Why = None, dry_run: options.DryRun = False, db: options.Database = None
) -> None:
    """Say that two are different, however alike they look; they are not pointed out again.

    Example: claimtrack review reject c9 c4 --reason "another bridge"
    """
    _decide(one, other, Decision.DIFFERENT, reason=reason, dry_run=dry_run, db=db)


@review.command("later")
def later(
    one: _One, other: _Other, reason: options.Why = None, dry_run: options.DryRun = False, db: options.Database = None
) -> None:
    """Put a pair off: it is shown again with --later.

    Example: claimtrack review later a7 a2
    """
    _decide(one, other, Decision.LATER, reason=reason, dry_run=dry_run, db=db)


def _decide(
    one: str, other: str, decision: Decision, *, reason: str | None, dry_run: bool, db: options.Database
) -> None:
    from claimtrack.cli.views import outcomes
    from claimtrack.services import likening, naming, workspace

    written = workspace.write(
        db, lambda writer: likening.decide(writer, one, other, decision), dry_run=dry_run, reason=reason
    )
    first, second = (naming.ref_of(thing) for thing in written.outcome)
    terminal.say(f"{'different' if decision is Decision.DIFFERENT else 'put off'}: {first}, {second}")
    outcomes.ended(written, dry_run=dry_run, following="claimtrack review")

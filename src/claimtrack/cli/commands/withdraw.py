"""`withdraw`: takes back a row that should not stand, or a link, by its sentence."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import options, terminal

if TYPE_CHECKING:
    from claimtrack.store.writer import Writer

app = typer.Typer()


@app.command()
def withdraw(
    ref: Annotated[str, typer.Argument(metavar="REF", help="What to withdraw, by its id; or where a link begins.")],
    reason: options.Reason,
    relation: Annotated[str | None, typer.Argument(metavar="[RELATION]", help="The link's relation.")] = None,
    right: Annotated[str | None, typer.Argument(metavar="[TO]", help="Where the link ends.")] = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Withdraw a row recorded by mistake, or a link; it is kept with the reason, and counts no longer.

    An actor that takes its own word back has not made a mistake in the record: that is `retract`.

    Example: claimtrack withdraw st3 --reason "attributed to the wrong ministry"

    Example: claimtrack withdraw e1 supports c2 --reason "shows nothing of the amount"
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.errors.entries import NothingAsked
    from claimtrack.services import linking, naming, withdrawing, workspace

    if relation is not None and right is None:
        raise NothingAsked(command="withdraw", options="an id, or a whole sentence: FROM RELATION TO")

    def withdraw_what_is_named(writer: "Writer") -> str:
        if relation is not None and right is not None:
            return str(linking.unlink(writer, ref, relation, right, reason=reason))
        return naming.ref_of(withdrawing.withdraw(writer, ref, reason=reason))

    written = workspace.write(db, withdraw_what_is_named, dry_run=dry_run, reason=reason)
    terminal.say(f"withdrawn: {written.outcome}")
    outcomes.ended(written, dry_run=dry_run, following=f"claimtrack show {written.outcome.split()[-1]}")

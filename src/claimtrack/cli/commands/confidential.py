"""`confidential`: says how a row is to be handled."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def confidential(
    ref: Annotated[str, typer.Argument(metavar="REF", help="A source, a statement or evidence: s1, st2, e3, a uid.")],
    lift: Annotated[bool, typer.Option("--lift", help="It is confidential no longer.")] = False,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Mark a source, a statement or evidence as confidential, so that every report leaves it out; or lift the mark.

    What was read in a confidential source is shown without it. The mark is no lock: whoever has the file can read it.

    Example: claimtrack confidential s3 --reason "agreed with the source"

    Example: claimtrack confidential s3 --lift --reason "named in court since"
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.services import marking, naming, workspace

    written = workspace.write(db, lambda writer: marking.mark(writer, ref, lift=lift), dry_run=dry_run, reason=reason)
    named = naming.ref_of(written.outcome)
    terminal.say(f"no longer confidential: {named}" if lift else f"confidential: {named}")
    outcomes.ended(
        written, dry_run=dry_run, following=f"claimtrack show {named}{'' if lift else ' --include-confidential'}"
    )

"""The stance verbs: what an actor does with a claim, one verb a stance."""

import typer

from claimtrack.cli import options
from claimtrack.domain.vocabulary import Stance

app = typer.Typer()

_VERBS = {
    "assert": (Stance.ASSERTS, "Record that an actor says a claim is so."),
    "deny": (Stance.DENIES, "Record that an actor says a claim is not so."),
    "suggest": (Stance.SUGGESTS, "Record that an actor says a claim may be so (hedged)."),
    "doubt": (Stance.DOUBTS, "Record that an actor says a claim may not be so (hedged)."),
    "relay": (Stance.REPORTS, "Record that an actor relays a claim without committing to it."),
    "retract": (Stance.RETRACTS, "Record that an actor takes its own earlier position back."),
    "no-comment": (Stance.NO_COMMENT, "Record that an actor takes no side: it declines, or only asks."),
}


def _verb(name: str, stance: Stance, meaning: str) -> None:
    def record(
        claim: options.ClaimRef,
        by: options.By,
        on: options.On = None,
        quote: options.Quote = None,
        source: options.SourceRef = None,
        place: options.Place = None,
        relies_on: options.ReliesOn = None,
        confidential: options.Confidential = False,
        reason: options.Why = None,
        dry_run: options.DryRun = False,
        db: options.Database = None,
    ) -> None:
        from claimtrack.cli.views import outcomes
        from claimtrack.services import recording, workspace

        new = recording.NewStatement(
            stance=stance,
            by=by,
            on=on,
            quote=quote,
            source=source,
            place=place,
            relies_on=relies_on or (),
            confidential=confidential,
        )
        written = workspace.write(
            db, lambda writer: recording.add_statement(writer, claim, new), dry_run=dry_run, reason=reason
        )
        outcomes.recorded(written, dry_run=dry_run, new_claim=False)

    example = f"Example: claimtrack {name} c1 --by north-korea --on 2023-10-13 --source s1"
    app.command(name, help=f"{meaning}\n\n{example}")(record)


for _name, (_stance, _meaning) in _VERBS.items():
    _verb(_name, _stance, _meaning)

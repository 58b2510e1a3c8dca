"""`add`: a claim, who said what about it and what was shown, in one command."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.errors.entries import NotWanted

app = typer.Typer()


def _actors(flag: str, what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(flag, metavar="ACTOR", help=f"Who {what} it; repeat for more.")
    return option


@app.command()
def add(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="One checkable sentence; - reads it from stdin.")],
    asserted_by: Annotated[list[str] | None, _actors("--asserted-by", "asserts")] = None,
    denied_by: Annotated[list[str] | None, _actors("--denied-by", "denies")] = None,
    suggested_by: Annotated[list[str] | None, _actors("--suggested-by", "suggests")] = None,
    doubted_by: Annotated[list[str] | None, _actors("--doubted-by", "doubts")] = None,
    reported_by: Annotated[list[str] | None, _actors("--reported-by", "relays")] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="ITEM", help="Evidence for it: words, a URL, or e1; repeat for more."),
    ] = None,
    evidence_against: Annotated[
        list[str] | None, typer.Option("--evidence-against", metavar="ITEM", help="Evidence against it, likewise.")
    ] = None,
    source: options.SourceRef = None,
    on: options.On = None,
    quote: options.Quote = None,
    place: options.Place = None,
    event: Annotated[str | None, typer.Option("--event", metavar="DATE", help="The date the claim speaks of.")] = None,
    slug: Annotated[
        str | None, typer.Option("--slug", metavar="SLUG", help="A short name for it; else made of its words.")
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; repeat for more.")] = None,
    confidential: options.Confidential = False,
    force: Annotated[
        bool, typer.Option("--force", help="Record it without looking for a claim that says the same.")
    ] = False,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record a claim with who asserted it, who denied it, and the evidence.

    The date, the source and the place are those of every statement given here; the quote is that of the one who
    asserts it. Whoever reports it here relies on those who assert it here. An actor or a source that is not on record
    yet is recorded.

    A claim on record that may be the same is pointed out; on a terminal before anything is recorded, with a
    question.

    Example: claimtrack add "The bridge is closed" --asserted-by "City of Riga" --denied-by Rail --on 2024-05-03
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.services import recording, workspace

    spoken = (
        (Stance.ASSERTS, asserted_by),
        (Stance.SUGGESTS, suggested_by),
        (Stance.DENIES, denied_by),
        (Stance.DOUBTS, doubted_by),
        (Stance.REPORTS, reported_by),
    )
    words = terminal.read_stdin() if text == "-" else text
    asks = not (force or dry_run) and terminal.can_ask()
    if asks:
        _require_wanted(db, words)
    new = recording.NewClaim(
        text=words,
        spoken=[(stance, actor) for stance, actors in spoken for actor in actors or ()],
        evidence=[
            *((BearingKind.SUPPORTS, item) for item in evidence or ()),
            *((BearingKind.REFUTES, item) for item in evidence_against or ()),
        ],
        source=source,
        on=on,
        quote=quote,
        place=place,
        event=event,
        slug=slug,
        tags=tag or (),
        confidential=confidential,
        likely_known=force or asks,
    )
    written = workspace.write(db, lambda writer: recording.add_claim(writer, new), dry_run=dry_run, reason=reason)
    outcomes.recorded(written, dry_run=dry_run, new_claim=True)


def _require_wanted(db: str | None, words: str) -> None:
    """Point out claims that say likely the same, and ask whether to go on; raises NotWanted where not."""
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.services import resembling, workspace

    place = workspace.located(db)
    if isinstance(place, Path) and not place.exists():
        return
    with workspace.reading(db) as record:
        found = resembling.known(record, words)
    if not found:
        return
    for claim in found:
        terminal.note(f"on record, and much like it: {short_id(Kind.CLAIM, claim.id)} {claim.text}")
    if not terminal.agrees("record it all the same?"):
        raise NotWanted(short_id(Kind.CLAIM, found[0].id))

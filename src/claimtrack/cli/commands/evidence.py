"""`evidence`: add, list and show what bears on claims."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import BearingKind, EvidenceKind

app = typer.Typer()
evidence = typer.Typer(help="Add, list and show evidence.", no_args_is_help=True)
app.add_typer(evidence, name="evidence")


def _claims(flag: str, what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(flag, metavar="CLAIM", help=f"A claim it {what}; repeat for more.")
    return option


@evidence.command("add")
def add(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What it is, in words, or its URL.")],
    supports: Annotated[list[str] | None, _claims("--supports", "supports")] = None,
    refutes: Annotated[list[str] | None, _claims("--refutes", "refutes")] = None,
    context: Annotated[list[str] | None, _claims("--context", "gives context to")] = None,
    kind: Annotated[EvidenceKind | None, typer.Option("--kind", help="What it is.")] = None,
    collected_by: Annotated[
        str | None, typer.Option("--collected-by", metavar="ACTOR", help="Who collected it; recorded if new.")
    ] = None,
    credibility: Annotated[
        int | None,
        typer.Option(
            "--credibility", min=1, max=6, help="1 confirmed to 5 improbable, 6 cannot be judged (Admiralty)."
        ),
    ] = None,
    source: options.SourceRef = None,
    place: options.Place = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Where the item itself is.")] = None,
    on: options.On = None,
    confidential: options.Confidential = False,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record an item of evidence, and how it bears on claims.

    Example: claimtrack evidence add "Shell casings, photographed" --kind imagery --supports c1 --credibility 2
    """
    from claimtrack.cli.views import outcomes
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.domain.vocabulary import Credibility
    from claimtrack.services import evidencing, workspace

    bears = ((BearingKind.SUPPORTS, supports), (BearingKind.REFUTES, refutes), (BearingKind.CONTEXT, context))
    new = evidencing.NewEvidence(
        text=terminal.read_stdin() if text == "-" else text,
        kind=kind,
        collected_by=collected_by,
        source=source,
        place=place,
        location=url,
        credibility=Credibility(credibility) if credibility is not None else None,
        on=on,
        bearings=[(bearing, claim) for bearing, claims in bears for claim in claims or ()],
        confidential=confidential,
    )
    written = workspace.write(db, lambda writer: evidencing.add_evidence(writer, new), dry_run=dry_run, reason=reason)
    item, claims, notices = written.outcome
    ref = short_id(Kind.EVIDENCE, item.id)
    sentences = [
        f"{bearing} {short_id(Kind.CLAIM, c.id)}" for (bearing, _), c in zip(new.bearings, claims, strict=True)
    ]
    terminal.say(f"{ref} {item.text}" + (f": {'; '.join(sentences)}" if sentences else ""))
    following = (
        f"claimtrack why {short_id(Kind.CLAIM, claims[0].id)}" if claims else f"claimtrack link {ref} supports CLAIM"
    )
    outcomes.ended(written, notices, dry_run=dry_run, following=following)


@evidence.command("list")
def list_evidence(
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """List all evidence, the last recorded first.

    Example: claimtrack evidence list --format csv
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import listings
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        output.show(listings.evidence(showing.evidence_list(record)), fmt, record, footer=footer)


@evidence.command("show")
def show(
    ref: Annotated[str, typer.Argument(metavar="EVIDENCE", help="An item: e1, or its uid.")],
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show one item of evidence and every claim it bears on.

    Example: claimtrack evidence show e1
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import files
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        output.show(files.document(showing.evidence_file_of(record, ref)), fmt, record, footer=footer)

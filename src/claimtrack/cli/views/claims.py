"""Documents of many claims: the report and the list."""

from collections.abc import Iterable, Iterator

from claimtrack.cli.views import wording
from claimtrack.domain.questions import Question
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.summaries import ClaimSummary, Report
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone

# The fields of a claim for machines: they are only ever added to.
FIELDS = (
    "id",
    "uid",
    "slug",
    "claim",
    "status",
    "lean",
    "parties_for",
    "parties_against",
    "evidence_for",
    "evidence_against",
    "verdicts",
    "asserted_by",
    "denied_by",
    "tags",
    "last_activity",
    "last_activity_exact",
    "event",
    "possible_statuses",
    "as_of",
    "known_at",
    "origins_for",
    "origins_against",
    "possible",
)

_REPORT_COLUMNS = (
    Column(""),
    Column("id"),
    Column("claim", share=5, least=24),
    Column("parties", is_number=True),
    Column("origins", is_number=True),
    Column("evidence"),
    Column("verd.", is_number=True),
    Column("last activity"),
    Column("denied by", share=2),
)
_LIST_COLUMNS = (Column(""), Column("id"), Column("claim", share=4), Column("event"), Column("tags", share=1))


def row_of(summary: ClaimSummary, vantage: Vantage) -> dict[str, Json]:
    """Return a claim's summary as data."""
    return {
        "id": short_id(Kind.CLAIM, summary.id),
        "uid": summary.uid,
        "slug": summary.slug,
        "claim": summary.claim,
        "status": summary.status.value,
        "lean": summary.lean.value,
        "parties_for": summary.parties_for,
        "parties_against": summary.parties_against,
        "evidence_for": summary.evidence_for,
        "evidence_against": summary.evidence_against,
        "verdicts": summary.verdicts,
        "asserted_by": list(summary.asserted_by),
        "denied_by": list(summary.denied_by),
        "tags": list(summary.tags),
        "last_activity": summary.last_activity,
        "last_activity_exact": summary.last_activity_is_exact,
        "event": summary.event,
        "possible_statuses": [one.status.value for one in summary.possible],
        "as_of": vantage.as_of,
        "known_at": vantage.known_at,
        "origins_for": summary.origins_for.span,
        "origins_against": summary.origins_against.span,
        "possible": wording.possible_entries(summary.possible),
    }


def report(found: Report, asked: Question, vantage: Vantage, *, today: str) -> Document:
    """Return the report as a document for people and machines."""
    claims = tuple(found.claims)
    sheet = Sheet(
        _REPORT_COLUMNS,
        tuple(_report_row(summary) for summary in claims),
        folded=Sheet(
            (Column(""), Column("", share=1)), tuple(row for summary in claims for row in _folded_rows(summary))
        ),
    )
    return Document(
        title=title(asked, vantage),
        fields=FIELDS,
        rows=(row_of(summary, vantage) for summary in claims),
        sheets=(sheet,),
        notes=tuple(
            _notes(
                claims,
                "parties, origins, evidence: for/against",
                more=found.more,
                stands=vantage.words or f"as the record stands on {today}",
            )
        ),
    )


def listing(found: Report, asked: Question, vantage: Vantage, *, today: str) -> Document:
    """Return the list of claims: what they say, not who says so."""
    claims = tuple(found.claims)
    rows = tuple(
        (
            wording.sign(summary.status),
            Cell(short_id(Kind.CLAIM, summary.id), Tone.STRONG),
            Cell(_wording(summary)),
            wording.faint(summary.event or wording.NOTHING),
            wording.faint(", ".join(summary.tags) or wording.NOTHING),
        )
        for summary in claims
    )
    return Document(
        title=title(asked, vantage),
        fields=FIELDS,
        rows=(row_of(summary, vantage) for summary in claims),
        sheets=(Sheet(_LIST_COLUMNS, rows),),
        notes=tuple(_notes(claims, more=found.more, stands=vantage.words or f"as the record stands on {today}")),
    )


def title(asked: Question, vantage: Vantage) -> str:
    """Return the title of an answer about claims."""
    words = " and ".join(status.value for status in Status if status in asked.statuses)
    title = f"{words.capitalize()} claims" if words else "Claims"
    return f"{title}, {vantage.words}" if vantage.words else title


def _notes(claims: Iterable[ClaimSummary], *legend: str, more: bool, stands: str) -> Iterator[str]:
    claims = tuple(claims)
    present = dict.fromkeys(status for status in Status for summary in claims if summary.status is status)
    if present:
        yield "   ".join([*(wording.status_cell(status).text for status in present), *legend])
    shown = wording.counted(len(claims), "claim") if claims else "no claim answers this"
    yield f"{shown}, {stands}" + ("; there are more: --limit 0 for all" if more else "")


def _report_row(summary: ClaimSummary) -> tuple[Cell, ...]:
    return (
        wording.sign(summary.status),
        Cell(short_id(Kind.CLAIM, summary.id), Tone.STRONG),
        Cell(_wording(summary)),
        Cell(f"{summary.parties_for}/{summary.parties_against}"),
        Cell(f"{summary.origins_for.span}/{summary.origins_against.span}"),
        Cell(wording.evidence_counts(summary)),
        Cell(str(summary.verdicts)),
        Cell(wording.activity(summary)),
        Cell(", ".join(summary.denied_by) or wording.NOTHING),
    )


def _wording(summary: ClaimSummary) -> str:
    """Return the claim and, in brackets, what else its status may have been."""
    return f"{summary.claim} ({wording.possibly(summary.possible)})" if summary.possible else summary.claim


def _folded_rows(summary: ClaimSummary) -> Iterator[tuple[Cell, Cell]]:
    """Yield the rows of a narrow screen: the claim, and under it every fact of the wide row in words."""
    yield wording.sign(summary.status), Cell(f"{short_id(Kind.CLAIM, summary.id)} {summary.claim}")
    denied = f"; denied by {', '.join(summary.denied_by)}" if summary.denied_by else ""
    yield (
        Cell(""),
        wording.faint(
            f"{wording.with_possible(summary.status, summary.possible)}: "
            f"parties {summary.parties_for} for, {summary.parties_against} against; "
            f"origins {summary.origins_for.span} for, {summary.origins_against.span} against; "
            f"evidence {wording.evidence_counts(summary)}; {wording.counted(summary.verdicts, 'verdict')}; "
            f"last activity {wording.activity(summary)}{denied}"
        ),
    )

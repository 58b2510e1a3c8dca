"""Documents that list actors, evidence and sources."""

from collections.abc import Sequence

from claimtrack.cli.views import pointing, wording
from claimtrack.cli.views.entries import evidence_entry
from claimtrack.domain.files import ActorSummary, EvidenceSummary, SourceSummary
from claimtrack.domain.references import Kind, short_id
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone

_ACTOR_FIELDS = ("id", "uid", "slug", "name", "kind", "reliability", "party", "aliases", "statements")
_EVIDENCE_FIELDS = (
    "id",
    "words",
    "kind",
    "credibility",
    "date",
    "collected_by",
    "supports",
    "refutes",
    "context",
    "source",
    "place",
    "location",
    "confidential",
)
_SOURCE_FIELDS = (
    "id",
    "uid",
    "title",
    "location",
    "kind",
    "publisher",
    "published",
    "statements",
    "evidence",
    "confidential",
)


def actors(summaries: Sequence[ActorSummary]) -> Document:
    """Return the list of actors."""
    rows: list[dict[str, Json]] = [
        {
            "id": short_id(Kind.ACTOR, one.actor.id),
            "uid": one.actor.uid,
            "slug": one.actor.slug,
            "name": one.actor.name,
            "kind": one.actor.kind,
            "reliability": one.actor.reliability,
            "party": one.party.name,
            "aliases": [*one.aliases],
            "statements": one.statements,
        }
        for one in summaries
    ]
    columns = (
        Column("id"),
        Column("name", share=3),
        Column("slug", share=2),
        Column("kind"),
        Column("party", share=2),
        Column("said", is_number=True),
    )
    cells = tuple(
        (
            Cell(short_id(Kind.ACTOR, one.actor.id), Tone.STRONG),
            Cell("; ".join((one.actor.name, *one.aliases))),
            wording.faint(one.actor.slug),
            Cell(one.actor.kind or wording.NOTHING),
            Cell(one.party.name if one.party != one.actor else wording.NOTHING),
            Cell(str(one.statements)),
        )
        for one in summaries
    )
    return _listing("Actors", _ACTOR_FIELDS, rows, Sheet(columns, cells), "actor")


def evidence(summaries: Sequence[EvidenceSummary]) -> Document:
    """Return the list of evidence."""
    rows: list[dict[str, Json]] = [
        {
            **evidence_entry(one.evidence),
            "collected_by": one.collector.name if one.collector else None,
            **{kind: [*_claims(one, kind)] for kind in ("supports", "refutes", "context")},
        }
        for one in summaries
    ]
    columns = (
        Column("id"),
        Column("what", share=4),
        Column("kind"),
        Column("bears on", share=2),
        Column("found in", share=1),
    )
    cells = tuple(
        (
            Cell(pointing.marked(Kind.EVIDENCE, one.evidence), Tone.STRONG),
            Cell(one.evidence.text),
            Cell(one.evidence.kind or wording.NOTHING),
            Cell(_bears_on(one) or wording.NOTHING),
            Cell(
                " ".join(
                    p
                    for p in (
                        short_id(Kind.SOURCE, one.evidence.source_id) if one.evidence.source_id else "",
                        one.evidence.place or "",
                    )
                    if p
                )
                or wording.NOTHING
            ),
        )
        for one in summaries
    )
    return _listing("Evidence", _EVIDENCE_FIELDS, rows, Sheet(columns, cells), "item")


def sources(summaries: Sequence[SourceSummary]) -> Document:
    """Return the list of sources."""
    rows: list[dict[str, Json]] = [
        {
            "id": short_id(Kind.SOURCE, one.source.id),
            "uid": one.source.uid,
            "title": one.source.title,
            "location": one.source.location,
            "kind": one.source.kind,
            "publisher": one.publisher.name if one.publisher else None,
            "published": one.source.published,
            "statements": one.statements,
            "evidence": one.evidence,
            "confidential": one.source.confidential is not None,
        }
        for one in summaries
    ]
    columns = (
        Column("id"),
        Column("source", share=4),
        Column("publisher", share=1),
        Column("published"),
        Column("said", is_number=True),
        Column("shown", is_number=True),
    )
    cells = tuple(
        (
            Cell(pointing.marked(Kind.SOURCE, one.source), Tone.STRONG),
            Cell(" ".join(part for part in (one.source.title, one.source.location) if part)),
            Cell(pointing.name(one.publisher)),
            Cell(one.source.published or wording.NOTHING),
            Cell(str(one.statements)),
            Cell(str(one.evidence)),
        )
        for one in summaries
    )
    return _listing("Sources", _SOURCE_FIELDS, rows, Sheet(columns, cells), "source")


def _listing(title: str, fields: tuple[str, ...], rows: list[dict[str, Json]], sheet: Sheet, noun: str) -> Document:
    return Document(title=title, fields=fields, rows=rows, sheets=(sheet,), notes=(wording.counted(len(rows), noun),))


def _claims(one: EvidenceSummary, kind: str) -> list[str]:
    return [short_id(Kind.CLAIM, claim) for bearing, claim in one.bearings if bearing == kind]


def _bears_on(one: EvidenceSummary) -> str:
    return "; ".join(
        f"{kind} {', '.join(found)}" for kind in ("supports", "refutes", "context") if (found := _claims(one, kind))
    )

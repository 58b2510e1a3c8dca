"""Lays the record out in rows of our fields, each of which stands for itself, and counts what such rows cannot hold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.records import (
    MARKED,
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Merger,
    Original,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.formats.tables.fields import Field

Fields = dict[str, str]
OfClaim = TypeVar("OfClaim", Tag, Statement, Bearing, Verdict)

_NO_PLACE: dict[type[Row], tuple[str, str]] = {
    Relation: ("relation between claims", "relations between claims"),
    Reliance: ("link of a statement to what it relies on", "links of statements to what they rely on"),
    Citation: ("link of a source to what it cites", "links of sources to what they cite"),
    Membership: ("link of an actor to what it is part of", "links of actors to what they are part of"),
    Merger: ("link of an actor to the one it was merged into", "links of actors to those they were merged into"),
    Original: ("imported record as it was read", "imported records as they were read"),
}


class Flat:
    """An extract as rows of fields: all that belongs to a claim is repeated in each of its rows."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._tags = _by_claim(extract.all(Tag))

    def rows(self) -> Iterator[Fields]:
        """Yield a row for each statement, each bearing of evidence and each verdict, and for each claim without any."""
        said, shown = _by_claim(self._extract.all(Statement)), _by_claim(self._extract.all(Bearing))
        judged = _by_claim(self._extract.all(Verdict))
        for claim in self._extract.all(Claim):
            rows = [
                *map(self.statement, said[claim.id]),
                *map(self.bearing, shown[claim.id]),
                *map(self.verdict, judged[claim.id]),
            ]
            about = self.claim(claim)
            yield from ({**about, **row} for row in rows or [{}])

    def claim(self, claim: Claim) -> Fields:
        """Return what a claim is described by."""
        tags = "; ".join(tag.name for tag in self._tags[claim.id])
        return _filled(
            {
                Field.CLAIM: claim.text,
                Field.SLUG: claim.slug,
                Field.LANGUAGE: claim.language,
                Field.EVENT: claim.event,
                Field.TAGS: tags,
            }
        )

    def spoken_of(self, row: Statement | Bearing | Verdict) -> Fields:
        """Return which claim something is about."""
        return {Field.CLAIM: self._extract.one(Claim, row.claim_id).text}

    def statement(self, statement: Statement) -> Fields:
        """Return who said what, when and where, without the claim."""
        return {
            **self.actor(self._extract.one(Actor, statement.actor_id)),
            **_filled({Field.STANCE: statement.stance, Field.DATE: statement.said, Field.QUOTE: statement.quote}),
            **self._found_in(statement),
        }

    def bearing(self, bearing: Bearing) -> Fields:
        """Return an item of evidence and how it bears on the claim, without that."""
        item = self._extract.one(Evidence, bearing.evidence_id)
        return {
            **_filled(
                {
                    Field.EVIDENCE: item.text,
                    Field.BEARING: bearing.kind,
                    Field.EVIDENCE_KIND: item.kind,
                    Field.EVIDENCE_URL: item.location,
                    Field.EVIDENCE_DATE: item.published,
                    Field.COLLECTOR: self._name(item.collector_id),
                    Field.CREDIBILITY: str(int(item.credibility)) if item.credibility else None,
                }
            ),
            **self._found_in(item),
        }

    def verdict(self, verdict: Verdict) -> Fields:
        """Return what a reviewer published, without the claim."""
        return _filled(
            {
                Field.REVIEWER: self._name(verdict.reviewer_id),
                Field.VERDICT: verdict.label,
                Field.RATING: verdict.rating,
                Field.VERDICT_URL: verdict.location,
                Field.VERDICT_DATE: verdict.published,
                Field.SCORE: verdict.score,
                Field.SCORE_BEST: verdict.score_best,
                Field.SCORE_WORST: verdict.score_worst,
                Field.RATIONALE: verdict.rationale,
            }
        )

    def source(self, source: Source) -> Fields:
        """Return what a source is described by."""
        return _filled(
            {
                Field.SOURCE_TITLE: source.title,
                Field.SOURCE_URL: source.location,
                Field.SOURCE_KIND: source.kind,
                Field.SOURCE_DATE: source.published,
                Field.PUBLISHER: self._name(source.publisher_id),
            }
        )

    def actor(self, actor: Actor) -> Fields:
        """Return what an actor is described by."""
        return _filled({Field.ACTOR: actor.name, Field.ACTOR_KIND: actor.kind, Field.ACTOR_IDENTITY: actor.identity})

    def _found_in(self, row: Statement | Evidence) -> Fields:
        source = self.source(self._extract.one(Source, row.source_id)) if row.source_id else {}
        return {**source, **_filled({Field.PLACE: row.place})}

    def _name(self, number: int | None) -> str | None:
        return self._extract.one(Actor, number).name if number else None


def losses_of(extract: Extract) -> list[Loss]:
    """Return what no row of ours holds, whatever the table."""
    items = Counter(bearing.evidence_id for bearing in extract.all(Bearing))
    shared = sum(number > 1 for number in items.values())
    unattached = sum(item.id not in items for item in extract.all(Evidence))
    marks = sum(row.confidential is not None for kind in MARKED for row in extract.all(kind))
    rows = sum(len(extract.all(kind)) for kind in extract.kinds())
    return [
        *(loss for kind, (one, many) in _NO_PLACE.items() for loss in lost(len(extract.all(kind)), one, many)),
        *lost(
            shared,
            "item of evidence that bears on several claims: it is read back as one for each",
            "items of evidence that bear on several claims: they are read back as one for each",
        ),
        *lost(unattached, "item of evidence that bears on no claim", "items of evidence that bear on no claim"),
        *lost(marks, "mark of what is confidential", "marks of what is confidential"),
        *lost(
            rows,
            "row's uid, and when and by whom it was recorded",
            "rows' uids, and when and by whom they were recorded",
        ),
    ]


def losses_of_rows(extract: Extract) -> list[Loss]:
    """Return what the rows of statements, evidence and verdicts alone do not hold: what else describes their parts."""
    speakers = {row.actor_id for row in extract.all(Statement)}
    cited = {row.source_id for row in extract.all(Statement)} | {row.source_id for row in extract.all(Evidence)}
    actors = extract.all(Actor)
    silent = sum(actor.id not in speakers and bool(actor.kind or actor.identity) for actor in actors)
    graded = sum(actor.reliability is not None for actor in actors)
    unread = sum(source.id not in cited for source in extract.all(Source))
    return [
        *lost(
            silent, "kind or identity of an actor that says nothing", "kinds or identities of actors that say nothing"
        ),
        *lost(graded, "grade of an actor's reliability", "grades of actors' reliability"),
        *lost(unread, "source in which nothing of this was found", "sources in which nothing of this was found"),
    ]


def lost(number: int, one: str, many: str) -> Iterator[Loss]:
    """Yield a loss, worded for one or for many; nothing where nothing is lost."""
    if number:
        yield Loss(one if number == 1 else many, number)


def _by_claim(rows: Iterable[OfClaim]) -> dict[int, list[OfClaim]]:
    found: dict[int, list[OfClaim]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def _filled(values: Mapping[Field, str | None]) -> Fields:
    return {field: value for field, value in values.items() if value}

"""What an extract is in the terms of W3C PROV: its agents, entities and recordings, as nodes of JSON-LD."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid5

from claimtrack.domain.extracts import Extract
from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vocabulary import ActorKind
from claimtrack.formats.document import Json

NAMESPACE = UUID("2c2c10fa-5ed8-40b7-bacf-e5ddcdba049b")
_AGENTS = {
    ActorKind.PERSON: "prov:Person",
    ActorKind.ORGANIZATION: "prov:Organization",
    ActorKind.GOVERNMENT: "prov:Organization",
    ActorKind.MEDIA: "prov:Organization",
}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
Node = dict[str, Json]


class Nodes:
    """The nodes of an extract: actors are agents, all else is an entity, and each recording an activity.

    A claim is worded when it is recorded, so that this generates it; a recording uses what others had made before.
    """

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._recordings: dict[tuple[str, str], tuple[str, list[Json]]] = {}
        self._links: defaultdict[tuple[type[Row], int], dict[str, Json]] = defaultdict(dict)
        for tag in extract.all(Tag):
            self._add(Claim, tag.claim_id, "claimtrack:tag", tag.name)
        for relation in extract.all(Relation):
            self._link(Claim, relation.claim_id, f"claimtrack:{relation.kind}", relation.other_id)
        for bearing in extract.all(Bearing):
            claim = _iri(extract.one(Claim, bearing.claim_id))
            self._add(Evidence, bearing.evidence_id, f"claimtrack:{bearing.kind}", claim)
        for reliance in extract.all(Reliance):
            self._link(Statement, reliance.statement_id, "prov:wasDerivedFrom", reliance.basis_id)
        for citation in extract.all(Citation):
            self._link(Source, citation.source_id, "prov:wasDerivedFrom", citation.cited_id)
        for part in extract.all(Membership):
            self._link(Actor, part.actor_id, "prov:actedOnBehalfOf", part.whole_id)
            if part.during:
                self._add(Actor, part.actor_id, "prov:qualifiedDelegation", self._delegation(part))

    def _add(self, kind: type[Row], number: int, name: str, value: Json) -> None:
        values = self._links[kind, number].setdefault(name, [])
        assert isinstance(values, list), "links are lists"
        values.append(value)

    def _link(self, kind: type[Row], number: int, name: str, other: int) -> None:
        self._add(kind, number, name, _iri(self._extract.one(kind, other)))

    def _delegation(self, part: Membership) -> Node:
        whole = _iri(self._extract.one(Actor, part.whole_id))
        return {"@type": "prov:Delegation", "prov:agent": whole, "claimtrack:during": part.during}

    def all(self) -> Iterator[Node]:
        """Yield every node; the recordings last, when all that they recorded is known."""
        extract = self._extract
        yield self._bundle()
        yield from map(self._actor, extract.all(Actor))
        yield from map(self._source, extract.all(Source))
        yield from map(self._claim, extract.all(Claim))
        yield from map(self._statement, extract.all(Statement))
        yield from map(self._evidence, extract.all(Evidence))
        yield from map(self._verdict, extract.all(Verdict))
        yield from self._recordings_made()

    def _bundle(self) -> Node:
        """Return what all the others are part of: the record, as far as it went, seen from where it was asked."""
        extract = self._extract
        kinds: list[Json] = ["prov:Entity", "prov:Bundle"]
        return {
            "@id": f"urn:uuid:{uuid5(NAMESPACE, ' '.join((extract.checkpoint, extract.today, extract.clocks)))}",
            "@type": kinds,
            "dcterms:created": extract.today,
            "claimtrack:clocks": extract.clocks or None,
            "claimtrack:checkpoint": extract.checkpoint or None,
        }

    def _recordings_made(self) -> Iterator[Node]:
        """Yield the recordings, then the recorders."""
        recorders: dict[str, str] = {}
        for (at, by), (name, used) in self._recordings.items():
            recorder = recorders.setdefault(by, name.replace("#recording", "#recorder"))
            kinds: list[Json] = ["prov:Activity", "claimtrack:Recording"]
            node: Node = {"@id": name, "@type": kinds, "prov:endedAtTime": at, "prov:wasAssociatedWith": recorder}
            yield {**node, "prov:used": used or None}
        for by, recorder in recorders.items():
            yield {"@id": recorder, "@type": "prov:Agent", "rdfs:label": by}

    def _actor(self, actor: Actor) -> Node:
        kinds: list[Json] = ["prov:Agent", *([_AGENTS[actor.kind]] if actor.kind in _AGENTS else [])]
        return {
            "@id": _iri(actor),
            "@type": kinds,
            "dcterms:identifier": short_id(Kind.ACTOR, actor.id),
            "rdfs:label": actor.name,
            "claimtrack:kind": actor.kind,
            "claimtrack:reliability": actor.reliability,
            "claimtrack:identity": actor.identity,
            **self._links[Actor, actor.id],
        }

    def _source(self, source: Source) -> Node:
        return {
            **self._recorded(source, Kind.SOURCE),
            "rdfs:label": source.title or source.location,
            "claimtrack:kind": source.kind,
            "claimtrack:location": source.location,
            "prov:wasAttributedTo": self._agent(source.publisher_id),
            "dcterms:date": source.published,
            **_days(source.published_earliest, source.published_latest),
            "claimtrack:confidential": _marked(source.confidential),
        }

    def _claim(self, claim: Claim) -> Node:
        recording, _ = self._recording(claim)
        is_tagged = claim.language is not None and _LANGUAGE.fullmatch(claim.language)
        return {
            **_entity(claim, Kind.CLAIM),
            "rdfs:label": {"@value": claim.text, "@language": claim.language} if is_tagged else claim.text,
            "claimtrack:slug": claim.slug,
            "claimtrack:event": claim.event,
            "prov:wasGeneratedBy": recording,
            "prov:generatedAtTime": claim.recorded_at,
            **self._links[Claim, claim.id],
        }

    def _statement(self, said: Statement) -> Node:
        speaker = self._extract.one(Actor, said.actor_id).name
        source = self._where(said.source_id)
        return {
            **self._recorded(said, Kind.STATEMENT),
            "rdfs:label": f"{speaker} {said.stance}: {short_id(Kind.CLAIM, said.claim_id)}",
            "claimtrack:stance": said.stance,
            "claimtrack:claim": _iri(self._extract.one(Claim, said.claim_id)),
            "prov:wasAttributedTo": self._agent(said.actor_id),
            "dcterms:date": said.said,
            "prov:generatedAtTime": _moment(said.said),
            **_days(said.said_earliest, said.said_latest),
            "prov:value": said.quote,
            "prov:hadPrimarySource": source,
            "prov:wasQuotedFrom": source if said.quote is not None else None,
            "claimtrack:place": said.place,
            "claimtrack:confidential": _marked(said.confidential),
        }

    def _evidence(self, item: Evidence) -> Node:
        return {
            **self._recorded(item, Kind.EVIDENCE),
            "rdfs:label": item.text,
            "claimtrack:kind": item.kind,
            "claimtrack:credibility": int(item.credibility) if item.credibility is not None else None,
            "claimtrack:location": item.location,
            "prov:wasAttributedTo": self._agent(item.collector_id),
            "dcterms:date": item.published,
            **_days(item.published_earliest, item.published_latest),
            "prov:hadPrimarySource": self._where(item.source_id),
            "claimtrack:place": item.place,
            "claimtrack:confidential": _marked(item.confidential),
        }

    def _verdict(self, verdict: Verdict) -> Node:
        reviewer = self._extract.one(Actor, verdict.reviewer_id).name
        return {
            **self._recorded(verdict, Kind.VERDICT),
            "rdfs:label": f"{reviewer} on {short_id(Kind.CLAIM, verdict.claim_id)}: {verdict.rating}",
            "claimtrack:claim": _iri(self._extract.one(Claim, verdict.claim_id)),
            "claimtrack:rating": verdict.rating,
            "prov:value": verdict.label,
            "prov:wasAttributedTo": self._agent(verdict.reviewer_id),
            "claimtrack:location": verdict.location,
            "dcterms:date": verdict.published,
            **_days(verdict.published_earliest, verdict.published_latest),
            "claimtrack:score": verdict.score,
            "claimtrack:score-best": verdict.score_best,
            "claimtrack:score-worst": verdict.score_worst,
            "claimtrack:rationale": verdict.rationale,
        }

    def _recorded(self, row: Row, kind: Kind) -> Node:
        """Return what every entity has that was there before it was recorded, and note that a recording used it."""
        self._recording(row)[1].append(_iri(row))
        return {**_entity(row, kind), **self._links[type(row), row.id]}

    def _recording(self, row: Row) -> tuple[str, list[Json]]:
        """Return the name of the activity that recorded a row, and what it used: all of one moment and one recorder.

        It is named after the first of its rows, and so is the recorder: what is called alike elsewhere is another one.
        """
        return self._recordings.setdefault((row.recorded_at, row.recorded_by), (f"{_iri(row)}#recording", []))

    def _agent(self, actor: int | None) -> str | None:
        return _iri(self._extract.one(Actor, actor)) if actor else None

    def _where(self, source: int | None) -> str | None:
        return _iri(self._extract.one(Source, source)) if source else None


def _iri(row: Row) -> str:
    return f"urn:uuid:{row.uid}"


def _entity(row: Row, kind: Kind) -> Node:
    kinds: list[Json] = ["prov:Entity", f"claimtrack:{type(row).__name__}"]
    return {"@id": _iri(row), "@type": kinds, "dcterms:identifier": short_id(kind, row.id)}


def _days(earliest: str | None, latest: str | None) -> Node:
    return {"claimtrack:earliest": earliest, "claimtrack:latest": latest}


def _marked(confidential: int | None) -> bool | None:
    return True if confidential else None


def _moment(date: str | None) -> str | None:
    """Return a date that is a moment as XML Schema writes it, which knows no offset of whole hours alone."""
    if date is None or "T" not in date:
        return None
    try:
        return datetime.fromisoformat(date).isoformat()
    except ValueError:  # not from the program's own hands
        return None

"""Rows to put on record, with keyword defaults; each returns the row as the store stamped it."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from claimtrack.domain.places import Place
from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Citation,
    Claim,
    Distinction,
    Evidence,
    Membership,
    Merger,
    Original,
    Relation,
    Reliance,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Decision, Rating, RelationKind, Stance
from claimtrack.store.connection import connect, transaction
from claimtrack.store.engine import Connection
from claimtrack.store.tables import R, records
from claimtrack.store.writer import Writer

TODAY = "2024-06-01"
AT = "2024-06-01T12:00:00.000000Z"
DAY = "2023-10-13"

_numbers = count(1)


def writer_on(connection: Connection, path: Place, *, at: str = AT) -> Writer:
    return Writer(connection, path, today=TODAY, at=at, by="tester")


def taking_over(path: Path) -> Callable[[sqlite3.Connection], None]:
    return lambda connection: writer_on(connection, path, at="2024-06-02T08:00:00.000000Z").take_over()


@contextmanager
def writing(path: Path, *, keep: bool = True, at: str = AT) -> Iterator[Writer]:
    with closing(connect(path)) as connection, transaction(connection, keep=keep):
        writer = writer_on(connection, path, at=at)
        yield writer
        writer.conclude()


def actor(
    writer: Writer,
    name: str = "North Korea",
    *,
    slug: str = "",
    part_of: Actor | None = None,
    kind: ActorKind | None = None,
) -> Actor:
    row = writer.add(Actor(slug=slug or f"actor-{next(_numbers)}", name=name, kind=kind))
    writer.add(Alias(actor_id=row.id, name=name, folded=folded(f"{name} {row.slug}")))
    if part_of:
        membership(writer, row, part_of)
    return row


def alias(writer: Writer, of: Actor, name: str) -> Alias:
    return writer.add(Alias(actor_id=of.id, name=name, folded=folded(name)))


def membership(writer: Writer, part: Actor, whole: Actor) -> Membership:
    return writer.add(Membership(actor_id=part.id, whole_id=whole.id))


def claim(
    writer: Writer, text: str = "North Korea sent munitions", *, slug: str = "", event: str | None = None
) -> Claim:
    slug = slug or f"claim-{next(_numbers)}"
    return writer.add(
        Claim(slug=slug, text=text, folded=folded(text), event=event, event_earliest=event, event_latest=event)
    )


def statement(
    writer: Writer,
    on_claim: Claim,
    by: Actor,
    *,
    stance: Stance = Stance.ASSERTS,
    on: str = DAY,
    since: str | None = None,
    quote: str | None = None,
    read_in: Source | None = None,
) -> Statement:
    return writer.add(
        Statement(
            claim_id=on_claim.id,
            actor_id=by.id,
            stance=stance,
            said=on,
            said_earliest=since or on,
            said_latest=on,
            quote=quote,
            source_id=read_in.id if read_in else None,
        )
    )


def source(
    writer: Writer, *, title: str | None = "A briefing", location: str | None = None, publisher: Actor | None = None
) -> Source:
    return writer.add(Source(title=title, location=location, publisher_id=publisher.id if publisher else None))


def evidence(
    writer: Writer, *, on: str = DAY, collector: Actor | None = None, found_in: Source | None = None
) -> Evidence:
    return writer.add(
        Evidence(
            text="Imagery of containers",
            collector_id=collector.id if collector else None,
            source_id=found_in.id if found_in else None,
            published=on,
            published_earliest=on,
            published_latest=on,
        )
    )


def bearing(writer: Writer, item: Evidence, on_claim: Claim, kind: BearingKind = BearingKind.SUPPORTS) -> Bearing:
    return writer.add(Bearing(evidence_id=item.id, claim_id=on_claim.id, kind=kind))


def shown(
    writer: Writer,
    on_claim: Claim,
    kind: BearingKind = BearingKind.SUPPORTS,
    *,
    on: str = DAY,
    collector: Actor | None = None,
) -> Bearing:
    return bearing(writer, evidence(writer, on=on, collector=collector), on_claim, kind)


def verdict(writer: Writer, on_claim: Claim, by: Actor, *, rating: Rating = Rating.FALSE, on: str = DAY) -> Verdict:
    return writer.add(
        Verdict(
            claim_id=on_claim.id,
            reviewer_id=by.id,
            rating=rating,
            published=on,
            published_earliest=on,
            published_latest=on,
        )
    )


def tag(writer: Writer, on_claim: Claim, name: str = "munitions") -> Tag:
    return writer.add(Tag(claim_id=on_claim.id, name=name, folded=folded(name)))


def relation(writer: Writer, one: Claim, other: Claim, kind: RelationKind = RelationKind.VARIANT_OF) -> Relation:
    return writer.add(Relation(claim_id=one.id, kind=kind, other_id=other.id))


def all_rows(writer: Writer, kind: type[R]) -> list[R]:
    return records(writer, kind, "ORDER BY id")


def merger(writer: Writer, twice: Actor, into: Actor) -> Merger:
    return writer.add(Merger(actor_id=twice.id, into_id=into.id))


def reliance(writer: Writer, one: Statement, basis: Statement) -> Reliance:
    return writer.add(Reliance(statement_id=one.id, basis_id=basis.id))


def citation(writer: Writer, one: Source, cited: Source) -> Citation:
    return writer.add(Citation(source_id=one.id, cited_id=cited.id))


def original(writer: Writer, on_claim: Claim, raw: str = '{"claimReviewed": "North Korea sent munitions"}') -> Original:
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return writer.add(
        Original(
            claim_id=on_claim.id, format="claimreview", origin="page.html", place="block 1", digest=digest, raw=raw
        )
    )


def distinction(writer: Writer, one: Actor | Claim, other: Actor | Claim) -> Distinction:
    first, second = sorted((one.id, other.id))
    if isinstance(one, Claim):
        return writer.add(Distinction(decision=Decision.DIFFERENT, claim_id=first, other_claim_id=second))
    return writer.add(Distinction(decision=Decision.DIFFERENT, actor_id=first, other_actor_id=second))

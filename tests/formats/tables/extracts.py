"""Extracts to write: one as nasty as what people paste, and any that a record could hold."""

from collections.abc import Iterator, Sequence
from typing import TypeVar
from unicodedata import category

from hypothesis import strategies as st

from claimtrack.domain.extracts import Extract
from claimtrack.domain.intake import ActorRead, EvidenceRead, Found, SourceRead, StatementRead, VerdictRead
from claimtrack.domain.records import (
    Actor,
    Bearing,
    Claim,
    Evidence,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.text import folded, kept, one_line
from claimtrack.domain.vocabulary import (
    ActorKind,
    BearingKind,
    Credibility,
    EvidenceKind,
    Rating,
    RelationKind,
    Reliability,
    SourceKind,
    Stance,
)
from claimtrack.errors.texts import EmptyText

R = TypeVar("R", bound=Row)
CHECKPOINT = "claimtrack 7 of 2024-06-01"
TODAY = "2024-06-01"


def extract_of(*rows: Row) -> Extract:
    by_kind: dict[type[Row], list[Row]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    return Extract(by_kind, checkpoint=CHECKPOINT, today=TODAY)


def numbered(number: int, row: R) -> R:
    """Return a row as the store numbers it."""
    return row.replaced(id=number)


def claim(number: int = 1, text: str = "The pier is shut", **values: str | None) -> Claim:
    return numbered(number, Claim(slug=f"claim-{number}", text=text, folded=folded(text))).replaced(**values)


def actor(number: int = 1, name: str = "Gazette", **values: object) -> Actor:
    return numbered(number, Actor(slug=f"actor-{number}", name=name)).replaced(**values)


def said(
    number: int = 1, *, about: int = 1, by: int = 1, stance: Stance = Stance.ASSERTS, **values: object
) -> Statement:
    row = Statement(claim_id=about, actor_id=by, stance=stance, said_latest=TODAY)
    return numbered(number, row).replaced(**values)


def _stored(text: str) -> str:
    """Return a text as a record would hold it, or a plain one where it would not."""
    try:
        return kept("".join(sign for sign in text if sign in "\n\r\t" or category(sign) != "Cc"), "text")
    except EmptyText:
        return "plain"


def _stored_line(text: str) -> str:
    try:
        return one_line(_stored(text), "text")
    except EmptyText:
        return "plain"


_SIGNS = st.sampled_from("ab=+-@'\"<>U;,| \n\r\té\u200b\ufeff0A") | st.characters(exclude_categories=["Cs"])
LOOKING = st.sampled_from(["=1+1", "'=1+1", "''-x", "<U+000A>", "<U+200B>=", "_x0041_", "+\u200b", "@SUM(A1)", "a <U+"])
_ANY = st.text(_SIGNS, min_size=1, max_size=12) | LOOKING
TEXTS = _ANY.map(_stored)
LINES = _ANY.map(_stored_line)
TAGS = _ANY.map(lambda text: _stored_line(text.replace(",", " ").replace(";", " ")))
DATES = st.sampled_from(["2024-05-01", "2024-05", "2024", "2024-05~", "2023?", "2023-08/2024-01", "../2024-02-26"])
NUMBERS = st.integers(1, 3)


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    """Return an extract of a few claims, with whatever a record could hold about them."""
    maybe = st.none()
    rows: list[Row] = [
        actor(
            number,
            draw(LINES),
            kind=draw(maybe | st.sampled_from(ActorKind)),
            identity=draw(maybe | LINES),
            reliability=draw(maybe | st.sampled_from(Reliability)),
        )
        for number in (1, 2, 3)
    ]
    for number in (1, 2, 3):
        title = draw(maybe | LINES)
        location = draw(maybe | LINES) if title else draw(LINES)
        rows.append(
            numbered(
                number,
                Source(
                    title=title,
                    location=location,
                    kind=draw(maybe | st.sampled_from(SourceKind)),
                    publisher_id=draw(maybe | NUMBERS),
                    published=draw(maybe | DATES),
                ),
            )
        )
    for number in (1, 2):
        rows.append(claim(number, draw(LINES), language=draw(maybe | st.just("en")), event=draw(maybe | DATES)))
        names = {folded(tag): tag for tag in draw(st.lists(TAGS, max_size=2))}
        rows += [Tag(claim_id=number, name=tag, folded=key) for key, tag in names.items()]
    rows += [_statement(draw, number) for number in range(draw(st.integers(0, 3)))]
    items = draw(st.integers(0, 2))
    rows += [_evidence(draw, number + 1) for number in range(items)]
    rows += [
        numbered(number + 1, Bearing(evidence_id=number + 1, claim_id=draw(st.integers(1, 2)), kind=kind))
        for number, kind in enumerate(draw(st.lists(st.sampled_from(BearingKind), min_size=items, max_size=items)))
    ]
    rows += [_verdict(draw, number) for number in range(draw(st.integers(0, 2)))]
    return extract_of(*rows)


def _statement(draw: st.DrawFn, number: int) -> Statement:
    maybe = st.none()
    return said(
        number + 1,
        about=draw(st.integers(1, 2)),
        by=draw(NUMBERS),
        stance=draw(st.sampled_from(Stance)),
        said=draw(maybe | DATES),
        quote=draw(maybe | TEXTS),
        source_id=draw(maybe | NUMBERS),
        place=draw(maybe | LINES),
    )


def _evidence(draw: st.DrawFn, number: int) -> Evidence:
    maybe = st.none()
    return numbered(
        number,
        Evidence(
            text=draw(LINES),
            location=draw(maybe | LINES),
            kind=draw(maybe | st.sampled_from(EvidenceKind)),
            collector_id=draw(maybe | NUMBERS),
            source_id=draw(maybe | NUMBERS),
            place=draw(maybe | LINES),
            credibility=draw(maybe | st.sampled_from(Credibility)),
            published=draw(maybe | DATES),
            published_latest=TODAY,
        ),
    )


def _verdict(draw: st.DrawFn, number: int) -> Verdict:
    maybe = st.none()
    return numbered(
        number + 1,
        Verdict(
            claim_id=draw(st.integers(1, 2)),
            reviewer_id=draw(NUMBERS),
            rating=draw(st.sampled_from(Rating)),
            label=draw(maybe | TEXTS),
            location=draw(maybe | LINES),
            published=draw(maybe | DATES),
            published_latest=TODAY,
            score=draw(maybe | st.just("-1")),
            score_best=draw(maybe | st.just("5")),
            score_worst=draw(maybe | st.just("1")),
            rationale=draw(maybe | TEXTS),
        ),
    )


Thing = StatementRead | EvidenceRead | VerdictRead | None
Told = tuple[str, str | None, str | None, tuple[str, ...], Thing]


def told(item: Found) -> Told:
    """Return what an item says, of which there is one thing at most."""
    things: tuple[Thing, ...] = (*item.statements, *item.evidence, *item.verdicts)
    assert len(things) <= 1
    assert item.repairs == ()
    return item.claim, item.language, item.event, item.tags, things[0] if things else None


def told_by(extract: Extract) -> Iterator[Told]:
    """Yield what a record says of its claims, one thing at a time, as a reader of it would say it."""
    for about in extract.all(Claim):
        tags = tuple(tag.name for tag in extract.all(Tag) if tag.claim_id == about.id)
        things: Sequence[Thing] = [
            *(_said(extract, row) for row in extract.all(Statement) if row.claim_id == about.id),
            *(_shown(extract, row) for row in extract.all(Bearing) if row.claim_id == about.id),
            *(_judged(extract, row) for row in extract.all(Verdict) if row.claim_id == about.id),
        ]
        for thing in things or [None]:
            yield about.text, about.language, about.event, tags, thing


def _named(extract: Extract, number: int | None) -> ActorRead | None:
    return ActorRead(extract.one(Actor, number).name) if number else None


def _source(extract: Extract, number: int | None) -> SourceRead | None:
    if number is None:
        return None
    row = extract.one(Source, number)
    return SourceRead(row.title, row.location, row.kind, _named(extract, row.publisher_id), row.published)


def _said(extract: Extract, row: Statement) -> StatementRead:
    by = extract.one(Actor, row.actor_id)
    speaker, source = ActorRead(by.name, by.kind, by.identity), _source(extract, row.source_id)
    return StatementRead(speaker, row.stance, row.said, row.quote, source, row.place)


def _shown(extract: Extract, row: Bearing) -> EvidenceRead:
    item = extract.one(Evidence, row.evidence_id)
    return EvidenceRead(
        item.text,
        row.kind,
        kind=item.kind,
        location=item.location,
        collector=_named(extract, item.collector_id),
        credibility=item.credibility,
        source=_source(extract, item.source_id),
        place=item.place,
        published=item.published,
    )


def _judged(extract: Extract, row: Verdict) -> VerdictRead:
    return VerdictRead(
        ActorRead(extract.one(Actor, row.reviewer_id).name),
        row.rating,
        label=row.label,
        location=row.location,
        published=row.published,
        score=row.score,
        score_best=row.score_best,
        score_worst=row.score_worst,
        rationale=row.rationale,
    )


def rich_extract() -> Extract:
    """Return an extract that has something of everything that a table cannot hold."""
    return extract_of(
        claim(1),
        claim(2, "The pier is open", language="en"),
        numbered(1, Tag(claim_id=1, name="harbour", folded="harbour")),
        actor(1, "City of Riga", kind=ActorKind.GOVERNMENT, reliability=Reliability.B),
        actor(2, "Check Desk", kind=ActorKind.ORGANIZATION),
        numbered(1, Source(title="=1+1", location="https://x.example/1", confidential=1)),
        numbered(2, Source(title="A source that is only cited")),
        said(1, source_id=1, quote="one\ntwo", said="2024-05", confidential=1),
        said(2, about=2, stance=Stance.DENIES),
        numbered(1, Reliance(statement_id=2, basis_id=1)),
        numbered(1, Relation(claim_id=1, kind=RelationKind.CONTRADICTS, other_id=2)),
        numbered(1, Evidence(text="A photograph", published_latest=TODAY)),
        numbered(2, Evidence(text="Another one", published_latest=TODAY)),
        numbered(1, Bearing(evidence_id=1, claim_id=1, kind=BearingKind.SUPPORTS)),
        numbered(2, Bearing(evidence_id=1, claim_id=2, kind=BearingKind.REFUTES)),
        numbered(
            1, Verdict(claim_id=2, reviewer_id=2, rating=Rating.FALSE, label="Pants on Fire!", published_latest=TODAY)
        ),
    )

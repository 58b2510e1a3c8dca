"""Extracts to write: small ones made to order, and random ones with something of everything."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from claimtrack.domain import dates
from claimtrack.domain.extracts import Extract
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
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import (
    ActorKind,
    BearingKind,
    Credibility,
    Decision,
    Rating,
    RelationKind,
    Reliability,
    SourceKind,
    Stance,
)

R = TypeVar("R", bound=Row)
TODAY = "2024-06-01"
_DATES = ("2024-05-03", "2024-05", "2023", "2024-05~", "2023?", "2023-08/2024-01", "../2024-02-26", "2023-22",
          "2004-XX", "201X", "2024-05-12T09:30:00Z", "2024-05-12T23:30:00+02", "2024",
          "2024-04-01/2024-04-09", None)  # fmt: skip
_ADDRESSES = ("https://paper.example.org/a", "https://paper.example.org/b?x=1&y=2", "http://desk.example.org/check",
              "scans/page-9.pdf", "https://twitter.com/somebody/status/12", "paper.example.org", None)  # fmt: skip
_TEXTS = ("The bridge is closed", "</script><script>alert(1)</script>", 'He said "no"', "x" * 90, "\u202eedoc \x1b[31m",
          "북한이 포탄을 보냈다", "A & B")  # fmt: skip
_NUMBERS = (None, "1", "5", "3.5", "10", "-1", "1,5", "five", "0")


def numbered(number: int, row: R) -> R:
    """Return a row with its number, as the store gives one."""
    return row.replaced(id=number)


def extract(*rows: Row, today: str = TODAY) -> Extract:
    """Return an extract of rows."""
    kinds: dict[type[Row], list[Row]] = {}
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    return Extract(kinds, checkpoint="", today=today)


def actor(number: int, name: str, kind: ActorKind | None = None, identity: str | None = None) -> Actor:
    return numbered(number, Actor(slug=f"a-{number}", name=name, kind=kind, identity=identity))


def claim(number: int = 1, text: str = "The bridge is closed") -> Claim:
    return numbered(number, Claim(slug=f"c-{number}", text=text, folded=folded(text)))


def statement(number: int, by: int = 1, *, said: str | None = "2024-05-03", source: int | None = None,
              stance: Stance = Stance.ASSERTS, on: int = 1, quote: str | None = None) -> Statement:  # fmt: skip
    earliest, latest = dates.made_by(dates.parse(said) if said else None, source_latest=None, today=TODAY)
    return numbered(number, Statement(claim_id=on, actor_id=by, stance=stance, said=said, said_earliest=earliest,
                     said_latest=latest, source_id=source, quote=quote))  # fmt: skip


def verdict(number: int = 1, by: int = 9, *, published: str | None = "2024-05-20", on: int = 1,
            label: str | None = "False", location: str | None = "https://desk.example.org/check",
            rating: Rating = Rating.FALSE, score: Sequence[str | None] = (None, None, None),
            rationale: str | None = None) -> Verdict:  # fmt: skip
    earliest, latest = dates.made_by(dates.parse(published) if published else None, source_latest=None, today=TODAY)
    return numbered(number, Verdict(claim_id=on, reviewer_id=by, rating=rating, label=label, location=location,
                   published=published, published_earliest=earliest, published_latest=latest, score=score[0],
                   score_best=score[1], score_worst=score[2], rationale=rationale))  # fmt: skip


def drawn(seed: int) -> Extract:
    """Return an extract with something of everything, by chance that can be repeated."""
    draw = Random(seed)
    some = draw.choice

    def maybe(number: int) -> int | None:
        return some([None, number])

    names = ["Ilze Ozola", "Check Desk", "desk.example.org", "Wire", *(f"{text} (actor)" for text in _TEXTS[1:])]
    actors = [
        numbered(n, Actor(slug=f"a-{n}", name=name, kind=some([None, *ActorKind]), identity=some(_ADDRESSES),
              reliability=some([None, *Reliability])))
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    sources = [
        numbered(n, Source(title=some([None, *_TEXTS]), location=some(_ADDRESSES), kind=some([None, *SourceKind]),
               publisher_id=maybe(draw.randint(1, len(actors))), published=some(_DATES), confidential=maybe(1)))
        for n in range(1, 5)
    ]  # fmt: skip
    claims = [claim(n, some(_TEXTS)).replaced(event=some(_DATES), language=some([None, "en"])) for n in range(1, 4)]
    said = [
        statement(n, draw.randint(1, len(actors)), said=some(_DATES), source=some([None, 1, 2, 3, 4]),
                  stance=some([*Stance, *[Stance.ASSERTS] * 7]), on=draw.randint(1, 3), quote=some([None, "Yes"]))
        for n in range(1, 13)
    ]  # fmt: skip
    judged = [
        verdict(n, draw.randint(1, len(actors)), published=some(_DATES), on=draw.randint(1, 2),
                location=some(_ADDRESSES), label=some([None, "False", "Quatsch", "<b>no</b>"]), rating=some([*Rating]),
                score=[some(_NUMBERS) for _ in range(3)], rationale=some([None, "Short.", "Long. " * 80]))
        for n in range(1, draw.randint(1, 5))
    ]  # fmt: skip
    grades = [None, *Credibility]
    items = [numbered(n, Evidence(text="A photograph", credibility=some(grades), published_latest=TODAY, source_id=1))
             for n in (1, 2)]  # fmt: skip
    return extract(
        *actors, *sources, *claims, *said, *judged, *items,
        *(numbered(n, Alias(actor_id=n, name=one.name, folded=folded(one.name))) for n, one in enumerate(actors, 1)),
        numbered(90, Alias(actor_id=1, name="I. Ozola", folded="i. ozola")),
        *(numbered(n, Tag(claim_id=n, name="bridge", folded="bridge")) for n in (1, 3)),
        numbered(1, Membership(actor_id=1, whole_id=4)), numbered(1, Merger(actor_id=5, into_id=6)),
        numbered(1, Citation(source_id=1, cited_id=2)), numbered(1, Reliance(statement_id=2, basis_id=1)),
        numbered(1, Relation(claim_id=1, kind=RelationKind.CONTRADICTS, other_id=2)),
        numbered(1, Bearing(evidence_id=1, claim_id=1, kind=BearingKind.SUPPORTS)),
        numbered(1, Original(claim_id=1, format="claimreview", origin="a.html", place="block 1", digest="", raw="{}")),
        numbered(1, Distinction(decision=Decision.DIFFERENT, claim_id=1, other_claim_id=2)),
    )  # fmt: skip

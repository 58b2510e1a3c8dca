"""Fills a database with claims for the measurements: the same rows for the same number, by the program's own writer.

About 2.5 statements and 1.4 links to evidence a claim; actors speak by Zipf's law, as in real claim tables.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

from claimtrack.domain.records import Actor, Alias, Bearing, Claim, Evidence, Reliance, Source, Statement
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import ActorKind, BearingKind, EvidenceKind, SourceKind, Stance
from claimtrack.services import workspace
from claimtrack.store.writer import Writer

CLAIMS = 10_000
_ACTORS = 200
_FIRST_DAY = date(2012, 1, 1)
_DAYS = 5_000
_ALL_DAYS = [(_FIRST_DAY + timedelta(n)).isoformat() for n in range(_DAYS)]

_WHO = [
    "Arden",
    "Belmar",
    "Corvia",
    "Doria",
    "Eltra",
    "Ferrand",
    "Galdor",
    "Hestia",
    "Ilmar",
    "Joveth",
    "Kaldia",
    "Lormont",
    "Mardova",
    "Nerith",
]
_DID = ["sent", "sold", "tested", "stored", "seized", "launched", "received", "deployed", "assembled", "withdrew"]
_WHAT = ("artillery shells", "cruise missiles", "attack drones", "mortar rounds", "fuel tankers", "small arms")
_HOW = ("by rail", "by sea", "through a broker", "under a contract", "after a strike", "near the border")
_NAMED = ["Ministry", "Agency", "Observatory", "Institute", "Gazette", "Council", "Bureau", "Desk"]

_STATEMENTS = (range(1, 7), (30, 57, 77, 91, 97, 100))  # 2.5 in the mean
_BEARINGS = (range(5), (28, 56, 79, 95, 100))  # 1.4 in the mean
_STANCES = {
    Stance.ASSERTS: 50,
    Stance.REPORTS: 15,
    Stance.DENIES: 13,
    Stance.SUGGESTS: 10,
    Stance.DOUBTS: 7,
    Stance.NO_COMMENT: 5,
}
_KINDS = {BearingKind.SUPPORTS: 55, BearingKind.REFUTES: 25, BearingKind.CONTEXT: 20}
# As they are drawn: what is drawn from is made ready once, since an import that is measured draws it.
_EACH_STANCE, _STANCES_TO_THERE = list(_STANCES), list(accumulate(_STANCES.values()))
_EACH_KIND, _KINDS_TO_THERE = list(_KINDS), list(accumulate(_KINDS.values()))


def fill(database: Path, *, claims: int = CLAIMS) -> None:
    """Create the database and record the claims in it, in one transaction."""
    workspace.write(database, lambda writer: _record(writer, random.Random(claims), claims))


def fill_chain(database: Path, *, length: int) -> None:
    """Create a database with one claim, whose statements each rely on the one before."""

    def record(writer: Writer) -> None:
        actor = writer.add(Actor(slug="relay", name="Relay")).id
        claim = writer.add(Claim(slug="chain", text="The harbour is closed", folded="the harbour is closed")).id
        one = Statement(claim_id=claim, actor_id=actor, stance=Stance.ASSERTS, said_latest="2024-01-01")
        said = writer.add_all([one] * length)
        writer.add_all([Reliance(statement_id=later.id, basis_id=basis.id) for basis, later in pairwise(said)])

    workspace.write(database, record)


def names(rng: random.Random) -> list[str]:
    """Return the names of the actors."""
    return [f"{rng.choice(_WHO)} {rng.choice(_NAMED)} {n}" for n in range(1, _ACTORS + 1)]


def wordings(rng: random.Random, number: int) -> Iterator[str]:
    """Yield the texts of claims."""
    for n in range(1, number + 1):
        yield (
            f"{rng.choice(_WHO)} {rng.choice(_DID)} {rng.randrange(2, 900)} {rng.choice(_WHAT)}"
            f" {rng.choice(_HOW)} to {rng.choice(_WHO)} in {day(rng)[:4]}, shipment {n}"
        )


def number_of_statements(rng: random.Random) -> int:
    """Return how many statements a claim has."""
    return rng.choices(_STATEMENTS[0], cum_weights=_STATEMENTS[1])[0]


def number_of_bearings(rng: random.Random) -> int:
    """Return how many items bear on a claim."""
    return rng.choices(_BEARINGS[0], cum_weights=_BEARINGS[1])[0]


def stance(rng: random.Random) -> Stance:
    """Return the stance of a statement."""
    return rng.choices(_EACH_STANCE, cum_weights=_STANCES_TO_THERE)[0]


def bearing(rng: random.Random) -> BearingKind:
    """Return which way an item bears."""
    return rng.choices(_EACH_KIND, cum_weights=_KINDS_TO_THERE)[0]


def day(rng: random.Random) -> str:
    """Return one of the days of the record."""
    return _ALL_DAYS[rng.randrange(_DAYS)]


def _record(writer: Writer, rng: random.Random, claims: int) -> None:
    actors = [actor.id for actor in _actors(writer, rng)]
    sources = [source.id for source in writer.add_all(list(_sources(rng, claims // 10 + 1, actors)))]
    items = [item.id for item in writer.add_all(list(_evidence(rng, claims // 2 + 4, actors, sources)))]
    recorded = [claim.id for claim in writer.add_all(list(shipments(rng, claims)))]
    writer.add_all(list(_statements(rng, recorded, actors, sources)))
    writer.add_all(list(_bearings(rng, recorded, items)))


def _actors(writer: Writer, rng: random.Random) -> list[Actor]:
    kinds = list(ActorKind)
    named = names(rng)
    added = writer.add_all(
        [Actor(slug=name.lower().replace(" ", "-"), name=name, kind=rng.choice(kinds)) for name in named]
    )
    writer.add_all([Alias(actor_id=actor.id, name=actor.name, folded=folded(actor.name)) for actor in added])
    return added


def _sources(rng: random.Random, number: int, actors: list[int]) -> Iterator[Source]:
    for n in range(1, number + 1):
        published = day(rng)
        yield Source(
            title=f"{rng.choice(_NAMED)} bulletin {n}",
            kind=rng.choice(list(SourceKind)),
            publisher_id=rng.choice(actors),
            published=published,
            published_earliest=published,
            published_latest=published,
        )


def _evidence(rng: random.Random, number: int, actors: list[int], sources: list[int]) -> Iterator[Evidence]:
    for n in range(1, number + 1):
        yield Evidence(
            text=f"{rng.choice(_WHAT).capitalize()} {rng.choice(_HOW)}, item {n}",
            kind=rng.choice(list(EvidenceKind)),
            collector_id=rng.choice(actors),
            source_id=rng.choice(sources),
            published_latest=day(rng),
        )


def shipments(rng: random.Random, number: int) -> Iterator[Claim]:
    """Yield claims that say who sent what to whom, each of its own number."""
    for n, text in enumerate(wordings(rng, number), 1):
        yield Claim(slug=f"shipment-{n}", text=text, folded=folded(text))


def _statements(rng: random.Random, claims: list[int], actors: list[int], sources: list[int]) -> Iterator[Statement]:
    popular = list(accumulate(1 / rank for rank in range(1, len(actors) + 1)))
    for claim in claims:
        for actor in rng.choices(actors, cum_weights=popular, k=number_of_statements(rng)):
            said = day(rng)
            yield Statement(
                claim_id=claim,
                actor_id=actor,
                stance=stance(rng),
                said=said,
                said_earliest=said,
                said_latest=said,
                source_id=rng.choice(sources),
            )


def _bearings(rng: random.Random, claims: list[int], items: list[int]) -> Iterator[Bearing]:
    for claim in claims:
        for item in rng.sample(items, number_of_bearings(rng)):
            yield Bearing(evidence_id=item, claim_id=claim, kind=bearing(rng))

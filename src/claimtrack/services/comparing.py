"""Sets the parties side by side: what each holds on each of the claims asked for."""

from collections import Counter
from collections.abc import Collection

from claimtrack.domain.implications import Implied
from claimtrack.domain.matrices import Mark, Matrix, words_of
from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor
from claimtrack.domain.status import judge
from claimtrack.services import implying, reporting
from claimtrack.store import facts, lookup
from claimtrack.store.record import Progress, Record, batched, unseen


def matrix(record: Record, asked: Question, *, implied: bool = False, progress: Progress = unseen) -> Matrix:
    """Return the parties by the claims asked for, those with most positions first.

    Each batch of 500 claims takes a fixed number of queries, and one a level of the actors' chains; what is implied
    takes two more, and one a level of relations.
    """
    found = reporting.report(record, asked, progress)
    claims = list(found.claims)
    marks: dict[tuple[int, int], Mark] = {}
    actors: dict[int, Actor] = {}
    for batch in batched([claim.id for claim in claims]):
        words = {
            (party, claim): said
            for claim, (spoken, _) in facts.facts_of(record, batch).items()
            for party, said in words_of(judge(spoken, (), record.vantage.as_of)).items()
        }
        named = {party for party, _ in words} | {said.line[0] for said in words.values()}
        actors |= lookup.by_numbers(record, Actor, named - actors.keys())
        marks |= {place: Mark(said, actors[said.line[0]]) for place, said in words.items()}
    follows: dict[tuple[int, int], list[Implied]] = {}
    for party, one in implying.implied_on(record, {claim.id for claim in claims}) if implied else ():
        actors[party.id] = party
        follows.setdefault((party.id, one.claim), []).append(one)
    parties = _ordered([actors[party] for party, _ in (*marks, *follows)], marks)
    return Matrix(claims, parties, marks, found.more, follows)


def _ordered(parties: Collection[Actor], marks: dict[tuple[int, int], Mark]) -> list[Actor]:
    """Return each party once, by the number of its positions, then by name."""
    held = Counter(party for (party, _), mark in marks.items() if mark.is_position)
    return sorted(
        {party.id: party for party in parties}.values(),
        key=lambda party: (-held[party.id], party.name.casefold(), party.id),
    )

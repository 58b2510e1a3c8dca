"""Finds what follows for claims from what parties hold on others, and where a party says both; nothing is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from claimtrack.domain.files import ImpliedLine, InconsistencyLine
from claimtrack.domain.implications import Held, Implied, Link, implied
from claimtrack.domain.inconsistencies import Beginning, Inconsistency, beginnings, both_implied, inconsistencies
from claimtrack.domain.records import Actor
from claimtrack.domain.status import Spoken
from claimtrack.store import actors, facts, implications, lookup
from claimtrack.store.record import Record


class Follows(NamedTuple):
    """What parties imply of a claim, and where one of them says both of it."""

    implied: list[ImpliedLine]
    inconsistent: list[InconsistencyLine]


def implied_on(record: Record, claims: Collection[int]) -> list[ImpliedLine]:
    """Return what parties imply of these claims, by claim, then by the party's name.

    One query where no relation leads to them; else two more, and one for each further level of relations.
    """
    held, links = _read(record, claims)
    found = [one for one in implied(held, links) if one.claim in claims]
    return _implied_lines(found, _parties(record, found))


def following_for(record: Record, claim: int) -> Follows:
    """Return what follows for a claim, in as many queries as what is implied alone.

    A party says both of it where its own word there is the opposite of what another position implies, or where two
    positions imply one side each.
    """
    held, links = _read(record, [claim])
    found = [one for one in implied(held, links) if one.claim == claim]
    both = [one for one in inconsistencies(held, links) if claim in one.claims] + both_implied(found)
    parties = _parties(record, [*found, *both])
    return Follows(_implied_lines(found, parties), _inconsistency_lines(both, parties))


def inconsistent_party(record: Record, actor: Actor) -> list[InconsistencyLine]:
    """Return where the party that an actor speaks for is inconsistent, whoever speaks for it.

    Those queries that tell its line, one for its claims, and as many as what is implied of these.
    """
    party = [actor, *actors.wholes_of(record, actor)][-1]
    held, links = _read(record, actors.claims_of(record, party))
    found = inconsistencies([one for one in held if one.party == party.id], links)
    return _inconsistency_lines(found, _parties(record, found))


def beginnings_on(record: Record, told: Mapping[int, facts.Facts]) -> dict[int, list[Beginning]]:
    """Return the days on which parties became inconsistent on claims of which the facts are told.

    One query where no relation leads to them; else those for the facts of the claims that do, and one a level.
    """
    links = implications.links_to(record, told)
    if not links:
        return {}
    there = facts.facts_of(record, _ends(links) - told.keys())
    statements: dict[int, Sequence[Spoken]] = {claim: one.statements for claim, one in (*told.items(), *there.items())}
    begun: dict[int, list[Beginning]] = {}
    for one in beginnings(statements, links):
        for claim in one.found.claims & told.keys():
            begun.setdefault(claim, []).append(one)
    return begun


def _read(record: Record, claims: Collection[int]) -> tuple[list[Held], list[Link]]:
    """Return the relations that lead to claims and the positions in force on the claims they lead from and to."""
    links = implications.links_to(record, claims)
    return (implications.positions_on(record, _ends(links)), links) if links else ([], [])


def _ends(links: Iterable[Link]) -> set[int]:
    return {number for link in links for number in (link.claim, link.other)}


def _parties(record: Record, found: Iterable[Implied | Inconsistency]) -> dict[int, Actor]:
    return lookup.by_numbers(record, Actor, {one.party for one in found})


def _implied_lines(found: Iterable[Implied], parties: Mapping[int, Actor]) -> list[ImpliedLine]:
    lines = [ImpliedLine(parties[one.party], one) for one in found]
    return sorted(lines, key=lambda line: (line.implied.claim, line.party.name.casefold(), line.implied.says))


def _inconsistency_lines(found: Iterable[Inconsistency], parties: Mapping[int, Actor]) -> list[InconsistencyLine]:
    lines = [InconsistencyLine(parties[one.party], one) for one in found]
    return sorted(lines, key=lambda line: (line.party.name.casefold(), line.found))

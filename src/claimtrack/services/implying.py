"""Finds what follows for claims from what parties hold on others; nothing of it is stored or counted."""

from collections.abc import Collection

from claimtrack.domain.files import ImpliedLine
from claimtrack.domain.implications import implied
from claimtrack.domain.records import Actor
from claimtrack.store import implications, lookup
from claimtrack.store.record import Record


def implied_on(record: Record, claims: Collection[int]) -> list[ImpliedLine]:
    """Return what parties imply of these claims, by claim, then by the party's name.

    One query where no relation leads to them; else two more, and one for each further level of relations.
    """
    links = implications.links_to(record, claims)
    if not links:
        return []
    reached = {number for link in links for number in (link.claim, link.other)}
    found = [one for one in implied(implications.positions_on(record, reached), links) if one.claim in claims]
    parties = lookup.by_numbers(record, Actor, {one.party for one in found})
    lines = [ImpliedLine(parties[one.party], one) for one in found]
    return sorted(lines, key=lambda line: (line.implied.claim, line.party.name.casefold(), line.implied.says))

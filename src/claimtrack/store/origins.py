"""The origins behind the sides of claims: their chains are read at once, and walked once for all that share them."""

from collections.abc import Collection, Mapping
from typing import NamedTuple, Self

from claimtrack.domain.chains import Chains, Sides, Voices, voices_of
from claimtrack.domain.origins import Count, Edges, Network, anachronisms, reached_by
from claimtrack.domain.status import Judgement
from claimtrack.domain.vocabulary import Side
from claimtrack.store import reliances
from claimtrack.store.record import Record


def counts_of(record: Record, judged: Mapping[int, Judgement]) -> dict[int, dict[Side, Count]]:
    """Return how many origins stand behind each side of claims, by what was judged to count.

    In two queries and one a level of the parties, however many claims there are.
    """
    voices = {claim: voices_of(judgement) for claim, judgement in judged.items()}
    read = _Read.of(record, [one for sides in voices.values() for one in sides.values()])
    return {
        claim: {side: read.network.count(one.statements, read.collected(one)) for side, one in sides.items()}
        for claim, sides in voices.items()
    }


def sides_of(record: Record, judgement: Judgement) -> Sides:
    """Return what both sides of a claim rest on, by what was judged to count."""
    voices = voices_of(judgement)
    read = _Read.of(record, voices.values())
    return {side: read.chains(one) for side, one in voices.items()}


class _Read(NamedTuple):
    """The chains of several sides as read; `unused` is what a statement relies on and what is certainly later."""

    network: Network
    used: Edges
    unused: Edges
    collector_of: Mapping[int, int | None]

    @classmethod
    def of(cls, record: Record, asked: Collection[Voices]) -> Self:
        """Read the chains of the voices, and who collected their evidence."""
        found = reliances.reached_from(record, {said for voices in asked for said in voices.statements})
        collectors = reliances.collectors_of(record, {item for voices in asked for item in voices.evidence})
        named = {*found.speaker_of.values(), *(actor for actor in collectors.values() if actor)}
        parties = reliances.parties_of(record, named)
        later = anachronisms(found.relies_on, found.bounds)
        used, unused = (
            {
                statement: [basis for basis in found.relies_on[statement] if ((statement, basis) in later) is is_later]
                for statement in dict(later)
            }
            for is_later in (False, True)
        )
        used = found.relies_on | used if used else found.relies_on
        party_of = {statement: parties[actor] for statement, actor in found.speaker_of.items()}
        collector_of = {item: parties[actor] if actor else None for item, actor in collectors.items()}
        return cls(Network(used, party_of), used, unused, collector_of)

    def collected(self, voices: Voices) -> list[int | None]:
        """Return the party that collected each item of evidence of a side, None where nobody is named."""
        return [self.collector_of[item] for item in voices.evidence]

    def chains(self, voices: Voices) -> Chains:
        """Return what a side rests on, with every edge of its chains."""
        reached = sorted(reached_by(voices.statements, self.used))
        return Chains(
            voices,
            {statement: self.used[statement] for statement in reached if self.used.get(statement)},
            self.network.origins(voices.statements, self.collected(voices)),
            tuple((statement, basis) for statement in reached for basis in self.unused.get(statement, ())),
        )

"""The origins behind the sides of claims: their chains are read at once, and walked once for all that share them."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Self

from claimtrack.domain.chains import Chains, Sides, Voices, voices_of
from claimtrack.domain.origins import Count, Edges, Network, anachronisms, reached_by
from claimtrack.domain.status import Judgement, Shown, Spoken
from claimtrack.domain.vocabulary import Side
from claimtrack.store import reliances
from claimtrack.store.facts import Lines
from claimtrack.store.record import Record

_NONE = Count(0, 0)  # behind one side of most claims


def counts_of(
    record: Record, judged: Mapping[int, Judgement], lines: Lines | None = None
) -> dict[int, dict[Side, Count]]:
    """Return how many origins stand behind each side of claims, by what was judged to count.

    In four queries and one a level of the parties, however many claims there are.
    """
    read = _Read.of(record, judged.values(), lines or Lines(record))
    return {
        claim: {
            Side.FOR: read.number(one.held_for, one.supporting),
            Side.AGAINST: read.number(one.held_against, one.refuting),
        }
        for claim, one in judged.items()
    }


def sides_of(record: Record, judgement: Judgement) -> Sides:
    """Return what both sides of a claim rest on, by what was judged to count."""
    read = _Read.of(record, [judgement], Lines(record))
    return {side: read.chains(one) for side, one in voices_of(judgement).items()}


class _Read(NamedTuple):
    """The chains of several sides as read; `unused` is what a statement relies on and what is certainly later."""

    network: Network
    used: Edges
    unused: Edges
    collector_of: Mapping[int, int | None]

    @classmethod
    def of(cls, record: Record, judged: Collection[Judgement], lines: Lines) -> Self:
        """Read the chains of the statements that hold positions, and who collected the evidence that counts."""
        line_of = {said.statement_id: said.line for one in judged for said in (*one.held_for, *one.held_against)}
        found = reliances.reached_from(record, line_of)
        items = {item.evidence_id for one in judged for item in (*one.supporting, *one.refuting)}
        collectors = reliances.collectors_of(record, items)
        known = {line[0]: line for line in line_of.values()}
        named = {*found.speaker_of.values(), *(actor for actor in collectors.values() if actor)} - known.keys()
        of_others = lines.of(named)
        parties = reliances.parties_of(record, known | {actor: of_others[actor] for actor in named})
        later = anachronisms(found.relies_on, found.bounds)
        used, unused = (
            {
                statement: [basis for basis in found.relies_on[statement] if ((statement, basis) in later) is is_later]
                for statement in dict(later)
            }
            for is_later in (False, True)
        )
        used = found.relies_on | used if used else found.relies_on
        party_of = {statement: parties[line[0]] for statement, line in line_of.items()}
        party_of |= {statement: parties[actor] for statement, actor in found.speaker_of.items()}
        collector_of = {item: parties[actor] if actor else None for item, actor in collectors.items()}
        return cls(Network(used, party_of), used, unused, collector_of)

    def number(self, held: Sequence[Spoken], shown: Sequence[Shown]) -> Count:
        """Return how many origins stand behind a side: the statements held on it, and the evidence that shows it."""
        if not held and not shown:
            return _NONE
        collectors = [self.collector_of[item.evidence_id] for item in shown]
        return self.network.count([said.statement_id for said in held], collectors)

    def chains(self, voices: Voices) -> Chains:
        """Return what a side rests on, with every edge of its chains."""
        collectors = [self.collector_of[item] for item in voices.evidence]
        reached = sorted(reached_by(voices.statements, self.used))
        return Chains(
            voices,
            {statement: self.used[statement] for statement in reached if self.used.get(statement)},
            self.network.origins(voices.statements, collectors),
            tuple((statement, basis) for statement in reached for basis in self.unused.get(statement, ())),
        )

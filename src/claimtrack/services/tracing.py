"""Traces what each side of a claim rests on: the chains of its voices, and the independent origins behind them."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from claimtrack.domain.chains import Chains, Sides, Voices, voices_of
from claimtrack.domain.files import StatementLine
from claimtrack.domain.origins import anachronisms, origins_of, reached_by
from claimtrack.domain.records import Statement
from claimtrack.domain.status import Judgement, judge
from claimtrack.domain.vocabulary import Side
from claimtrack.store import facts, lookup, reliances, statements
from claimtrack.store.record import Record

K = TypeVar("K")


def behind(record: Record, judgement: Judgement) -> Sides:
    """Return what both sides of a claim rest on, by what was judged to count."""
    return _traced(record, voices_of(judgement))


def on_record(record: Record, claims: Collection[int]) -> dict[int, Sides]:
    """Return what both sides of claims rest on, from where the record is looked at.

    In a fixed number of queries, and one a level of the parties.
    """
    told = facts.facts_of(record, claims)
    voices = {claim: voices_of(judge(*told[claim], record.vantage.as_of)) for claim in claims}
    traced = _traced(record, {(claim, side): voices[claim][side] for claim in claims for side in Side})
    return {claim: {side: traced[claim, side] for side in Side} for claim in claims}


def drawn(record: Record, sides: Sides) -> dict[int, StatementLine]:
    """Return every statement of the chains by its number, each with who made it."""
    numbers = {number for chains in sides.values() for number in reached_by(chains.voices.statements, chains.relies_on)}
    found = lookup.by_numbers(record, Statement, numbers)
    return {line.statement.id: line for line in statements.lines(record, list(found.values()))}


def _traced(record: Record, asked: Mapping[K, Voices]) -> dict[K, Chains]:
    """Return the chains of each of several sides, all read at once; what is certainly later is not relied on."""
    found = reliances.reached_from(record, {said for voices in asked.values() for said in voices.statements})
    collectors = reliances.collectors_of(record, {item for voices in asked.values() for item in voices.evidence})
    later = anachronisms(found.relies_on, found.bounds)
    used, unused = (
        {
            statement: [basis for basis in bases if ((statement, basis) in later) is is_later]
            for statement, bases in found.relies_on.items()
        }
        for is_later in (False, True)
    )
    return {key: _chains(voices, used, unused, found.party_of, collectors) for key, voices in asked.items()}


def _chains(
    voices: Voices,
    used: Mapping[int, list[int]],
    unused: Mapping[int, list[int]],
    party_of: Mapping[int, int | None],
    collectors: Mapping[int, int | None],
) -> Chains:
    origins = origins_of(voices.statements, used, party_of, [collectors[item] for item in voices.evidence])
    reached = sorted(reached_by(voices.statements, used))
    mine = {number: used[number] for number in reached if used.get(number)}
    return Chains(voices, mine, origins, tuple((one, basis) for one in reached for basis in unused.get(one, ())))

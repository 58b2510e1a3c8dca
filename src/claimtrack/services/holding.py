"""What an actor, with its parts, holds on each claim it spoke on, and where it reversed itself."""

from claimtrack.domain.files import Holding, Turn
from claimtrack.domain.records import Actor, Claim
from claimtrack.domain.status import Spoken, judge
from claimtrack.domain.timelines import changes_of
from claimtrack.store import actors, facts, lookup
from claimtrack.store.record import Record, batched


def held_by(record: Record, actor: Actor) -> tuple[list[Holding], list[Turn]]:
    """Return the positions in force that the actor or a part of it speaks for, and its reversals, claim by claim."""
    holdings: list[Holding] = []
    turns: list[Turn] = []
    for batch in batched(sorted(actors.claims_of(record, actor))):
        told = facts.facts_of(record, batch)
        for number, claim in sorted(lookup.by_numbers(record, Claim, batch).items()):
            if claim.withdrawn_at is None:
                judgement = judge(*told[number], record.vantage.as_of)
                positions = (*judgement.held_for, *judgement.held_against)
                holdings += [Holding(claim, said, judgement.status) for said in positions if _speaks(actor, said)]
                turns += [
                    Turn(claim, change.day, reversal.before, reversal.after)
                    for change in changes_of(*told[number])
                    for reversal in change.reversals
                    if _speaks(actor, reversal.after) or _speaks(actor, reversal.before)
                ]
    return holdings, turns


def _speaks(actor: Actor, said: Spoken) -> bool:
    return actor.id in said.line

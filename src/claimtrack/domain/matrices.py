"""Parties by claims: which statement stands for each party on each claim."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claimtrack.domain.implications import Implied
from claimtrack.domain.records import Actor
from claimtrack.domain.status import Judgement, Spoken
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vocabulary import COMMITTING


class Mark(NamedTuple):
    """What stands for a party on a claim: the statement, and the actor that made it."""

    said: Spoken
    actor: Actor

    @property
    def is_position(self) -> bool:
        """Tell whether the party holds a position by it, and has not only relayed or retracted."""
        return self.said.stance in COMMITTING


class Matrix(NamedTuple):
    """The claims that answer a question, the parties that spoke on them, and the marks by party and claim.

    What is `implied` was asked for, is on no record, and stands where the party has no position of its own.
    """

    claims: Sequence[ClaimSummary]
    parties: Sequence[Actor]
    marks: Mapping[tuple[int, int], Mark]
    more: bool
    implied: Mapping[tuple[int, int], Sequence[Implied]]


def words_of(judgement: Judgement) -> dict[int, Spoken]:
    """Return the statement that stands for each party: its position, else its retraction, else what it relays."""
    told = (*judgement.relays, *judgement.retractions, *judgement.held_against, *judgement.held_for)
    return {said.party: said for said in told}

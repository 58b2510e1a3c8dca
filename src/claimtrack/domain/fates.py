"""What became of each statement on a claim: it counts, or something stands in its place; and where a party differs."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from claimtrack.domain.status import SILENT, Party, Spoken, by_party, heard
from claimtrack.domain.vocabulary import COMMITTING, STANCES_FOR, Stance


class End(StrEnum):
    """Why a statement counts or does not."""

    COUNTS = "counts"
    REPLACED = "replaced"
    RETRACTED = "retracted"
    RETRACTS_NOTHING = "retracts nothing"
    HELD_AGAIN = "held again"
    OUTWEIGHED = "outweighed"
    REPEATED = "repeated"


class Fate(NamedTuple):
    """A statement, what became of it, and the statement that did it."""

    said: Spoken
    end: End
    by: Spoken | None


def fates_of(statements: Iterable[Spoken]) -> list[Fate]:
    """Return what became of each statement, by the same steps by which `judge` finds the positions in force."""
    return [fate for party in by_party(statements) for fate in _fates_of_party(party)]


def _fates_of_party(statements: list[Spoken]) -> list[Fate]:
    ended: dict[int, Fate] = {}
    state = SILENT
    for said in statements:
        after = heard(state, said)
        for gone in state.standing:
            if gone not in after.standing:
                end = End.REPLACED if said.stance in COMMITTING else End.RETRACTED
                ended[gone.statement_id] = Fate(gone, end, said)
        if said.stance is Stance.RETRACTS and after.retraction is not said:
            ended[said.statement_id] = Fate(said, End.RETRACTS_NOTHING, None)
        state = after
    return [ended.get(said.statement_id) or _at_the_end(said, state) for said in statements]


def _at_the_end(said: Spoken, state: Party) -> Fate:
    """Return the fate of a statement that nothing ended on the way."""
    counted = state.position
    if said.stance in COMMITTING:
        return Fate(said, End.COUNTS if said is counted else End.REPLACED, None if said is counted else counted)
    if counted:
        return Fate(said, End.HELD_AGAIN if said.stance is Stance.RETRACTS else End.OUTWEIGHED, counted)
    latest = state.retraction if said.stance is Stance.RETRACTS else state.relay
    return Fate(said, End.COUNTS if said is latest else End.REPEATED, None if said is latest else latest)


def inconsistencies_of(statements: Iterable[Spoken]) -> list[tuple[Spoken, Spoken]]:
    """Return the pairs of statements by which one party holds both sides on one and the same day."""
    found = []
    for party in by_party(statements):
        exact = [said for said in party if said.stance in COMMITTING and said.earliest == said.latest]
        for n, said in enumerate(exact):
            for other in exact[n + 1 :]:
                differ = (said.stance in STANCES_FOR) != (other.stance in STANCES_FOR)
                if differ and said.latest == other.latest:
                    found.append((said, other))
    return found

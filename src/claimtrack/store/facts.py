"""What the status rule looks at: the statements and the evidence of claims, each speaker with its line."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from claimtrack.domain.status import Shown, Spoken
from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.store.record import Record, listed, word


class Facts(NamedTuple):
    """The rows of one claim that the rule looks at, as they stand on record."""

    statements: list[Spoken]
    evidence: list[Shown]


def facts_of(record: Record, claims: Collection[int]) -> dict[int, Facts]:
    """Return the facts of each claim, in three queries and one a level of the actors' chains."""
    facts = {claim: Facts([], []) for claim in claims}
    spoken = record.rows(
        "SELECT claim_id, id, actor_id, stance, said_earliest, said_latest, uid FROM statement"
        f" WHERE claim_id IN ({listed(claims)}) AND withdrawn_at IS NULL"
    )
    lines = lines_of(record, {row[2] for row in spoken})
    for claim, number, actor, stance, earliest, latest, uid in spoken:
        facts[claim].statements.append(Spoken(number, lines[actor], word(Stance, stance), earliest, latest, uid))
    for claim, number, kind, earliest, latest in record.rows(
        "SELECT bearing.claim_id, evidence.id, bearing.kind, evidence.published_earliest, evidence.published_latest"
        " FROM bearing JOIN evidence ON evidence.id = bearing.evidence_id"
        f" WHERE bearing.claim_id IN ({listed(claims)})"
        " AND bearing.withdrawn_at IS NULL AND evidence.withdrawn_at IS NULL ORDER BY evidence.id"
    ):
        facts[claim].evidence.append(Shown(number, word(BearingKind, kind), earliest, latest))
    return facts


def lines_of(record: Record, actors: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return each actor's line as it stood on the day asked about: itself, what it is part of, and so on."""
    wanted = set(actors)
    whole_of: dict[int, int] = {}
    asked = set(wanted)
    while asked:
        found = record.rows(
            f"SELECT actor_id, whole_id FROM membership WHERE actor_id IN ({listed(asked)}) AND withdrawn_at IS NULL"
            " AND (during_earliest IS NULL OR during_earliest <= :day)"
            " AND (during_latest IS NULL OR during_latest >= :day)",
            day=record.vantage.as_of or record.today,
        )
        whole_of.update((part, whole) for part, whole in found)
        asked = {whole for _, whole in found} - whole_of.keys()
    return {actor: _line(actor, whole_of) for actor in wanted}


def _line(actor: int, whole_of: dict[int, int]) -> tuple[int, ...]:
    line = [actor]
    while (whole := whole_of.get(line[-1])) is not None and whole not in line:
        line.append(whole)
    return tuple(line)

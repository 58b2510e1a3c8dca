"""What the status rule looks at: the statements and the evidence of claims, each speaker with its line."""

from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from typing import NamedTuple

from claimtrack.domain.status import Line, Shown, Spoken
from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.store.record import Record, among, listed, word

# By the stored word: an enumeration asked to find its member takes three times as long.
_STANCES: dict[str, Stance] = {stance: stance for stance in Stance}
_BEARINGS: dict[str, BearingKind] = {kind: kind for kind in BearingKind}
_KNOWN = 50_000  # lines kept; memory is not to grow with the record


class Facts(NamedTuple):
    """The rows of one claim that the rule looks at, as they stand on record."""

    statements: list[Spoken]
    evidence: list[Shown]


class Lines:
    """The lines of actors on one day, each read once, for all that ask while nothing is written."""

    def __init__(self, record: Record, day: str | None = None) -> None:
        self._record = record
        self._day = day
        self._known: dict[int, Line] = {}

    def of(self, actors: Iterable[int]) -> Mapping[int, Line]:
        """Return the lines of actors, and of some others."""
        asked = set(actors)
        if len(self._known) > _KNOWN:
            self._known = {}
        self._known |= lines_of(self._record, asked - self._known.keys(), self._day)
        return self._known


def facts_of(
    record: Record, claims: Collection[int], lines: Lines | None = None, *, by: str | None = None
) -> dict[int, Facts]:
    """Return the facts of each claim, in two queries and one a level of the chains of actors not known yet.

    With `by` only those that are certain by that day.
    """
    facts = {claim: Facts([], []) for claim in claims}
    spoken_by, shown_by = (f" AND {column} <= '{by}'" if by else "" for column in ("said_latest", "published_latest"))
    spoken = record.rows(
        "SELECT claim_id, id, actor_id, stance, said_earliest, said_latest, uid FROM statement"
        f" WHERE {among('claim_id', claims)} AND withdrawn_at IS NULL{spoken_by}"
    )
    spoken.sort(key=itemgetter(1))  # as they were recorded: a server gives a row that was touched since at the end
    line_of = (lines or Lines(record)).of(row[2] for row in spoken)
    for claim, number, actor, stance, earliest, latest, uid in spoken:
        said = _STANCES.get(stance) or word(Stance, stance)
        facts[claim].statements.append(Spoken._make((number, line_of[actor], said, earliest, latest, uid)))
    for claim, number, kind, earliest, latest in record.rows(
        "SELECT bearing.claim_id, evidence.id, bearing.kind, evidence.published_earliest, evidence.published_latest"
        " FROM bearing JOIN evidence ON evidence.id = bearing.evidence_id"
        f" WHERE {among('bearing.claim_id', claims)}"
        f" AND bearing.withdrawn_at IS NULL AND evidence.withdrawn_at IS NULL{shown_by} ORDER BY evidence.id"
    ):
        bearing = _BEARINGS.get(kind) or word(BearingKind, kind)
        facts[claim].evidence.append(Shown._make((number, bearing, earliest, latest)))
    return facts


# What an actor leads to: its whole at the time, also by what was merged into it, and the actor it stands for itself.
_LINKS = """
SELECT actor_id, whole_id, CAST(NULL AS INTEGER) FROM membership WHERE actor_id IN ({asked}) AND {in_force}
UNION ALL
SELECT merger.into_id, membership.whole_id, CAST(NULL AS INTEGER)
FROM merger JOIN membership ON membership.actor_id = merger.actor_id
WHERE merger.into_id IN ({asked}) AND merger.withdrawn_at IS NULL AND {in_force}
UNION ALL
SELECT actor_id, CAST(NULL AS INTEGER), into_id FROM merger WHERE actor_id IN ({asked}) AND withdrawn_at IS NULL
"""
_IN_FORCE = """
membership.withdrawn_at IS NULL AND (membership.during_earliest IS NULL OR membership.during_earliest <= :day)
AND (membership.during_latest IS NULL OR membership.during_latest >= :day)
"""


def lines_of(record: Record, actors: Iterable[int], day: str | None = None) -> dict[int, Line]:
    """Return each actor's line as it stood on the day asked about: who it is, what it is part of, and so on.

    An actor that was merged into another begins with that one; one query a level.
    """
    wanted = set(actors)
    whole_of: dict[int, int] = {}
    stands_for: dict[int, int] = {}
    asked, seen = set(wanted), set(wanted)
    while asked:
        found = record.rows(
            _LINKS.format(asked=listed(asked), in_force=_IN_FORCE), day=day or record.vantage.as_of or record.today
        )
        whole_of.update((part, whole) for part, whole, _ in found if whole)
        stands_for.update((actor, into) for actor, _, into in found if into)
        asked = {whole or into for _, whole, into in found} - seen
        seen |= asked
    return {actor: _line(actor, whole_of, stands_for) for actor in wanted}


def _line(actor: int, whole_of: dict[int, int], stands_for: dict[int, int]) -> Line:
    line = [stands_for.get(actor, actor)]
    while (whole := whole_of.get(line[-1])) is not None:
        whole = stands_for.get(whole, whole)
        if whole in line:
            break
        line.append(whole)
    return tuple(line)

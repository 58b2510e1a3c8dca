"""Takes claims out of the record, with all that they point to, for other programs to read."""

from collections.abc import Collection, Sequence

from claimtrack.domain.extracts import Extract
from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor
from claimtrack.services import naming, reporting, witnessing
from claimtrack.store import extracts, identities
from claimtrack.store.record import Record


def claims(record: Record, refs: Sequence[str], asked: Question) -> set[int]:
    """Return the claims that references concern and that answer a question; without references all that answer it.

    A claim concerns itself; a statement and a verdict concern theirs; evidence concerns what it bears on; a source what
    was said or found in it; an actor what it, or a part of it, said, judged, collected or published.
    """
    named = set().union(*(_concerned(record, ref) for ref in refs))
    if refs and asked == Question():
        return named
    found = {summary.id for summary in reporting.report(record, asked).claims}
    return found & named if refs else found


def _concerned(record: Record, ref: str) -> set[int]:
    row = naming.standing(naming.anything(record, ref))
    return extracts.claims_about(record, identities.identified(record, row) if isinstance(row, Actor) else row)


def extract(record: Record, claims: Collection[int], *, checkpoint: bool = True) -> Extract:
    """Return claims with what was said, shown and judged of them, by whom, where, and on what that rests.

    It is all seen from where the record is looked at; with its checkpoint, unless no file is to carry it.
    """
    if not record.vantage.is_now:
        from claimtrack.store.vantages import settle  # a plain export looks from nowhere else

        settle(record, claims)
    found = extracts.taken(record, claims)
    return Extract(
        found.rows,
        checkpoint=str(witnessing.checkpoint(record)) if checkpoint else "",
        today=record.today,
        clocks=record.vantage.words,
        context=found.context,
        statuses=extracts.statuses_of(record, claims),
    )

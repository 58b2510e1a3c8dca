"""Where a claim appeared: the source of what its claimant said, or, where nobody is named, context for the claim."""

from collections.abc import Sequence
from typing import NamedTuple

from claimtrack.domain.intake import ActorRead, EvidenceRead, SourceRead, StatementRead
from claimtrack.domain.vocabulary import BearingKind, EvidenceKind, SourceKind, Stance
from claimtrack.formats import addresses


class Appearance(NamedTuple):
    """A place where a claim appeared, and what stands there, where that is said."""

    source: SourceRead
    kind: EvidenceKind | None = None


class Spoken(NamedTuple):
    """What was said by claimants, and what merely shows that the claim was made."""

    statements: tuple[StatementRead, ...] = ()
    evidence: tuple[EvidenceRead, ...] = ()


def at(url: str) -> Appearance:
    """Return the appearance at an address."""
    is_post = addresses.is_shared(url) and addresses.is_post(url) and not addresses.is_archive(url)
    return Appearance(SourceRead(location=url, kind=SourceKind.POST if is_post else None))


def spoken(actors: Sequence[ActorRead], seen: Sequence[Appearance], *, said: str | None) -> Spoken:
    """Return what claimants said, on the day `said`, and where.

    The first appearance is the source of their statements. Each further one is a further statement of the claimant,
    with the day of its own; of several claimants nobody knows whose it is, so that it is context, as all are where
    there is no claimant.
    """
    first = seen[0].source if seen else None
    statements = [StatementRead(actor, Stance.ASSERTS, said=said, source=first) for actor in actors]
    rest = seen[1:] if actors else seen
    if len(actors) == 1:
        statements += [
            StatementRead(actors[0], Stance.ASSERTS, said=one.source.published, source=one.source) for one in rest
        ]
        rest = ()
    return Spoken(tuple(dict.fromkeys(statements)), tuple(dict.fromkeys(map(_context, rest))))


def _context(one: Appearance) -> EvidenceRead:
    source = one.source
    return EvidenceRead(
        source.title or source.location or "",
        BearingKind.CONTEXT,
        one.kind,
        source.location,
        published=source.published,
        source=source if source.publisher else None,
    )

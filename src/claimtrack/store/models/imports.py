"""Declares what imports leave beside the facts: the records as they were read, and what was decided of likenesses."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, Text
from sqlmodel import Field

from claimtrack.domain import vocabulary as words
from claimtrack.store.models.recorded import Recorded, live_index, not_empty, one_of, recorded


class Original(Recorded, table=True):
    """A record of a foreign file, as it was read."""

    __tablename__: ClassVar[Any] = "original"
    __table_args__ = recorded(
        not_empty("format", "digest"),
        Index(None, "claim_id"),
        live_index("original", "digest"),
    )
    claim_id: int = Field(foreign_key="claim.id", sa_type=Integer)
    format: str = Field(sa_type=Text)
    origin: str = Field(sa_type=Text)
    place: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    raw: str = Field(sa_type=Text)


class Distinction(Recorded, table=True):
    """What somebody decided of two things that look alike."""

    __tablename__: ClassVar[Any] = "distinction"
    __table_args__ = recorded(
        one_of("decision", words.Decision),
        CheckConstraint(
            "(actor_id < other_actor_id AND coalesce(claim_id, other_claim_id) IS NULL)"
            " OR (claim_id < other_claim_id AND coalesce(actor_id, other_actor_id) IS NULL)",
            name="pair",
        ),
        live_index("distinction", "actor_id", "other_actor_id", unique=True),
        live_index("distinction", "claim_id", "other_claim_id", unique=True),
        Index(None, "actor_id"),
        Index(None, "other_actor_id"),
        Index(None, "claim_id"),
        Index(None, "other_claim_id"),
    )
    decision: str = Field(sa_type=Text)
    actor_id: int | None = Field(default=None, foreign_key="actor.id", sa_type=Integer)
    other_actor_id: int | None = Field(default=None, foreign_key="actor.id", sa_type=Integer)
    claim_id: int | None = Field(default=None, foreign_key="claim.id", sa_type=Integer)
    other_claim_id: int | None = Field(default=None, foreign_key="claim.id", sa_type=Integer)

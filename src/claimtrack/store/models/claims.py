"""Declares what is claimed: claims, their tags and how they stand to each other."""

from typing import Any, ClassVar

from sqlalchemy import Index, Integer, Text, UniqueConstraint
from sqlmodel import Field

from claimtrack.domain import vocabulary as words
from claimtrack.store.models.recorded import Recorded, apart, bounds, live_index, not_empty, one_of, recorded


class Claim(Recorded, table=True):
    """One checkable sentence."""

    __tablename__: ClassVar[Any] = "claim"
    __table_args__ = recorded(
        UniqueConstraint("slug"),
        not_empty("slug", "text"),
        bounds("event"),
        Index(None, "folded"),
        Index(None, "event_latest"),
    )
    slug: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text)
    event: str | None = Field(default=None, sa_type=Text)
    event_earliest: str | None = Field(default=None, sa_type=Text)
    event_latest: str | None = Field(default=None, sa_type=Text)
    language: str | None = Field(default=None, sa_type=Text)


class Tag(Recorded, table=True):
    """A word by which claims are grouped."""

    __tablename__: ClassVar[Any] = "tag"
    __table_args__ = recorded(
        not_empty("name", "folded"),
        live_index("tag", "claim_id", "folded", unique=True),
        live_index("tag", "folded"),
        Index(None, "claim_id"),
    )
    claim_id: int = Field(foreign_key="claim.id", sa_type=Integer)
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text)


class Relation(Recorded, table=True):
    """How one claim stands to another."""

    __tablename__: ClassVar[Any] = "relation"
    __table_args__ = recorded(
        one_of("kind", words.RelationKind),
        apart("claim_id", "other_id"),
        live_index("relation", "claim_id", "kind", "other_id", unique=True),
        Index(None, "claim_id"),
        Index(None, "other_id"),
    )
    claim_id: int = Field(foreign_key="claim.id", sa_type=Integer)
    kind: str = Field(sa_type=Text)
    other_id: int = Field(foreign_key="claim.id", sa_type=Integer)

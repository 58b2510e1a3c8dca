"""Declares who speaks: actors, their names and what they are part of."""

from typing import Any, ClassVar

from sqlalchemy import Index, Integer, Text, UniqueConstraint
from sqlmodel import Field

from claimtrack.domain import vocabulary as words
from claimtrack.store.models.recorded import Recorded, apart, bounds, live_index, not_empty, one_of, recorded


class Actor(Recorded, table=True):
    """Who speaks, publishes, reviews or collects."""

    __tablename__: ClassVar[Any] = "actor"
    __table_args__ = recorded(
        UniqueConstraint("slug"),
        not_empty("slug", "name"),
        one_of("kind", words.ActorKind),
        one_of("reliability", words.Reliability),
    )
    slug: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    reliability: str | None = Field(default=None, sa_type=Text)
    identity: str | None = Field(default=None, sa_type=Text)


class Alias(Recorded, table=True):
    """A name under which an actor is found, its display name among them."""

    __tablename__: ClassVar[Any] = "alias"
    __table_args__ = recorded(
        not_empty("name", "folded"),
        live_index("alias", "folded", unique=True),
        Index(None, "actor_id"),
    )
    actor_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text)


class Membership(Recorded, table=True):
    """An actor that is part of another."""

    __tablename__: ClassVar[Any] = "membership"
    __table_args__ = recorded(
        apart("actor_id", "whole_id"),
        bounds("during"),
        Index(None, "actor_id"),
        Index(None, "whole_id"),
    )
    actor_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    whole_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    during: str | None = Field(default=None, sa_type=Text)
    during_earliest: str | None = Field(default=None, sa_type=Text)
    during_latest: str | None = Field(default=None, sa_type=Text)


class Merger(Recorded, table=True):
    """An actor that was recorded twice, and the one it stands for."""

    __tablename__: ClassVar[Any] = "merger"
    __table_args__ = recorded(
        apart("actor_id", "into_id"),
        live_index("merger", "actor_id", unique=True),
        Index(None, "into_id"),
    )
    actor_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    into_id: int = Field(foreign_key="actor.id", sa_type=Integer)

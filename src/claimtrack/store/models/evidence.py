"""Declares what was read and what was shown: sources, evidence and how it bears on claims."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, Text
from sqlmodel import Field

from claimtrack.domain import vocabulary as words
from claimtrack.store.models.recorded import (
    Recorded,
    bounds,
    confidential,
    live_index,
    marked,
    not_empty,
    one_of,
    recorded,
)


class Source(Recorded, table=True):
    """Where something was read or seen."""

    __tablename__: ClassVar[Any] = "source"
    __table_args__ = recorded(
        CheckConstraint("coalesce(title, location, '') <> ''", name="title_or_location"),
        one_of("kind", words.SourceKind),
        bounds("published"),
        Index(None, "location"),
        Index(None, "title"),
        Index(None, "publisher_id"),
        marked("source"),
    )
    title: str | None = Field(default=None, sa_type=Text)
    location: str | None = Field(default=None, sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    publisher_id: int | None = Field(default=None, foreign_key="actor.id", sa_type=Integer)
    published: str | None = Field(default=None, sa_type=Text)
    published_earliest: str | None = Field(default=None, sa_type=Text)
    published_latest: str | None = Field(default=None, sa_type=Text)
    confidential: int | None = confidential()


class Evidence(Recorded, table=True):
    """An item that bears on claims."""

    __tablename__: ClassVar[Any] = "evidence"
    __table_args__ = recorded(
        not_empty("text"),
        one_of("kind", words.EvidenceKind),
        one_of("credibility", words.Credibility),
        bounds("published"),
        Index(None, "collector_id"),
        Index(None, "source_id"),
        Index(None, "published_latest"),
        marked("evidence"),
    )
    text: str = Field(sa_type=Text)
    location: str | None = Field(default=None, sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    collector_id: int | None = Field(default=None, foreign_key="actor.id", sa_type=Integer)
    source_id: int | None = Field(default=None, foreign_key="source.id", sa_type=Integer)
    place: str | None = Field(default=None, sa_type=Text)
    credibility: int | None = Field(default=None, sa_type=Integer)
    published: str | None = Field(default=None, sa_type=Text)
    published_earliest: str | None = Field(default=None, sa_type=Text)
    published_latest: str = Field(sa_type=Text)
    confidential: int | None = confidential()


class Bearing(Recorded, table=True):
    """Which way an item of evidence bears on one claim."""

    __tablename__: ClassVar[Any] = "bearing"
    __table_args__ = recorded(
        one_of("kind", words.BearingKind),
        live_index("bearing", "evidence_id", "claim_id", unique=True),
        Index(None, "evidence_id"),
        Index(None, "claim_id"),
    )
    evidence_id: int = Field(foreign_key="evidence.id", sa_type=Integer)
    claim_id: int = Field(foreign_key="claim.id", sa_type=Integer)
    kind: str = Field(sa_type=Text)

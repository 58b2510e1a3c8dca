"""Declares what was said of claims: statements and verdicts."""

from typing import Any, ClassVar

from sqlalchemy import Index, Integer, Text
from sqlmodel import Field

from claimtrack.domain import vocabulary as words
from claimtrack.store.models.recorded import Recorded, bounds, confidential, marked, one_of, recorded


class Statement(Recorded, table=True):
    """What an actor said about a claim."""

    __tablename__: ClassVar[Any] = "statement"
    __table_args__ = recorded(
        one_of("stance", words.Stance),
        bounds("said"),
        Index(None, "claim_id"),
        Index(None, "actor_id", "claim_id", "withdrawn_at"),
        Index(None, "source_id"),
        Index(None, "said_latest", "claim_id"),
        marked("statement"),
    )
    claim_id: int = Field(foreign_key="claim.id", sa_type=Integer)
    actor_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    stance: str = Field(sa_type=Text)
    said: str | None = Field(default=None, sa_type=Text)
    said_earliest: str | None = Field(default=None, sa_type=Text)
    said_latest: str = Field(sa_type=Text)
    quote: str | None = Field(default=None, sa_type=Text)
    source_id: int | None = Field(default=None, foreign_key="source.id", sa_type=Integer)
    place: str | None = Field(default=None, sa_type=Text)
    confidential: int | None = confidential()


class Verdict(Recorded, table=True):
    """What a reviewer published about a claim."""

    __tablename__: ClassVar[Any] = "verdict"
    __table_args__ = recorded(
        one_of("rating", words.Rating),
        bounds("published"),
        Index(None, "claim_id"),
        Index(None, "reviewer_id"),
        Index(None, "published_latest", "claim_id"),
    )
    claim_id: int = Field(foreign_key="claim.id", sa_type=Integer)
    reviewer_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    rating: str = Field(sa_type=Text)
    label: str | None = Field(default=None, sa_type=Text)
    location: str | None = Field(default=None, sa_type=Text)
    published: str | None = Field(default=None, sa_type=Text)
    published_earliest: str | None = Field(default=None, sa_type=Text)
    published_latest: str = Field(sa_type=Text)
    score: str | None = Field(default=None, sa_type=Text)
    score_best: str | None = Field(default=None, sa_type=Text)
    score_worst: str | None = Field(default=None, sa_type=Text)
    rationale: str | None = Field(default=None, sa_type=Text)

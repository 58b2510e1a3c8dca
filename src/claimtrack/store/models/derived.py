"""Declares what follows from the record: the meaning of masks, the status of claims, its tally, and positions."""

from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from claimtrack.domain import vocabulary as words
from claimtrack.store.models.recorded import STRICT, bounds, one_of

_KEYS: dict[str, Any] = {
    "parties_for": "parties_for",
    "parties_against": "parties_against",
    "evidence": text("(evidence_for + evidence_against)"),
    "verdicts": "verdicts",
}


class MaskStatus(SQLModel, table=True):
    """What each of the 64 masks of facts means; filled by the migration from the domain's rule."""

    __tablename__: ClassVar[Any] = "mask_status"
    __table_args__ = (
        UniqueConstraint("mask", "status"),
        one_of("status", words.Status),
        one_of("lean", words.Lean),
        STRICT,
    )
    mask: int = Field(primary_key=True, sa_type=Integer)
    status: str = Field(sa_type=Text)
    lean: str = Field(sa_type=Text)


class ClaimStatus(SQLModel, table=True):
    """The derived row of each claim that stands: what `judge` made of it, renewed by every write that reaches it."""

    __tablename__: ClassVar[Any] = "claim_status"
    __table_args__ = (
        ForeignKeyConstraint(["mask", "status"], ["mask_status.mask", "mask_status.status"]),
        bounds("last_activity"),
        Index(None, "status", "last_activity_latest", "claim_id"),
        Index(None, "last_activity_latest", "claim_id"),
        *(
            Index(f"ix_claim_status_status_{name}_day", "status", key, "last_activity_latest", "claim_id")
            for name, key in _KEYS.items()
        ),
        STRICT,
    )
    claim_id: int = Field(primary_key=True, foreign_key="claim.id", sa_type=Integer)
    mask: int = Field(sa_type=Integer)
    status: str = Field(sa_type=Text)
    parties_for: int = Field(sa_type=Integer)
    parties_against: int = Field(sa_type=Integer)
    evidence_for: int = Field(sa_type=Integer)
    evidence_against: int = Field(sa_type=Integer)
    verdicts: int = Field(sa_type=Integer)
    last_activity_earliest: str | None = Field(default=None, sa_type=Text)
    last_activity_latest: str = Field(sa_type=Text)
    origins_for_least: int = Field(sa_type=Integer)
    origins_for_most: int = Field(sa_type=Integer)
    origins_against_least: int = Field(sa_type=Integer)
    origins_against_most: int = Field(sa_type=Integer)


class StatusTally(SQLModel, table=True):
    """How many claims have each status: a row for every status, brought up to date with the rows above.

    Whatever another program left in it, no write fails for it: `doctor` counts anew.
    """

    __tablename__: ClassVar[Any] = "status_tally"
    __table_args__ = (one_of("status", words.Status), STRICT)
    status: str = Field(primary_key=True, sa_type=Text)
    claims: int = Field(sa_type=Integer)


class Position(SQLModel, table=True):
    """The derived rows beside it: the statement by which each party holds its position on a claim."""

    __tablename__: ClassVar[Any] = "position"
    __table_args__ = (one_of("side", words.Side), Index(None, "statement_id"), {**STRICT, "sqlite_with_rowid": False})
    claim_id: int = Field(primary_key=True, foreign_key="claim.id", sa_type=Integer)
    statement_id: int = Field(primary_key=True, foreign_key="statement.id", sa_type=Integer)
    party_id: int = Field(foreign_key="actor.id", sa_type=Integer)
    side: str = Field(sa_type=Text)

"""Declares the ledger: what each command did, each change with its hash, and the checkpoint of them all."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, Integer, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from claimtrack.domain.ledger import Action
from claimtrack.store.models.recorded import STRICT, one_of

_LATER = text("action <> 'recorded'")


class Operation(SQLModel, table=True):
    """What one command did: its changes from the first to the last."""

    __tablename__: ClassVar[Any] = "operation"
    __table_args__ = (
        CheckConstraint("first <= last", name="span"),
        UniqueConstraint("first"),
        Index(None, "at"),
        Index(None, "undoes"),
        STRICT,
    )
    number: int = Field(primary_key=True, sa_type=Integer)
    at: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    reason: str | None = Field(default=None, sa_type=Text)
    undoes: int | None = Field(default=None, foreign_key="operation.number", sa_type=Integer)
    first: int = Field(sa_type=Integer)
    last: int = Field(sa_type=Integer)


class Change(SQLModel, table=True):
    """One thing that happened to one row; the salt goes when the row is redacted, the leaf stays."""

    __tablename__: ClassVar[Any] = "change"
    __table_args__ = (
        one_of("action", Action),
        CheckConstraint("length(leaf) = 32 AND length(salt) = 16", name="hashes"),
        Index(
            "ix_change_later_entity_number_seq",
            "entity",
            "number",
            "seq",
            sqlite_where=_LATER,
            postgresql_where=_LATER,
        ),
        STRICT,
    )
    seq: int = Field(primary_key=True, sa_type=Integer)
    action: str = Field(sa_type=Text)
    entity: str = Field(sa_type=Text)
    number: int = Field(sa_type=Integer)
    before: str | None = Field(default=None, sa_type=Text)
    salt: bytes | None = Field(default=None, sa_type=LargeBinary)
    leaf: bytes = Field(sa_type=LargeBinary)


class Checkpoint(SQLModel, table=True):
    """The root of the tree over all changes, and what is kept to let it grow; one row."""

    __tablename__: ClassVar[Any] = "checkpoint"
    __table_args__ = (
        CheckConstraint("length(root) = 32 AND length(nodes) % 32 = 0", name="hashes"),
        STRICT,
    )
    origin: str = Field(primary_key=True, sa_type=Text)
    size: int = Field(sa_type=Integer)
    root: bytes = Field(sa_type=LargeBinary)
    nodes: bytes = Field(sa_type=LargeBinary)

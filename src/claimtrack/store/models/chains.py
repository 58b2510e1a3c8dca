"""Declares the chains: which statement relies on which other, and which source cites which other."""

from typing import Any, ClassVar

from sqlalchemy import Index, Integer
from sqlmodel import Field

from claimtrack.store.models.recorded import Recorded, apart, live_index, recorded


class Reliance(Recorded, table=True):
    """A statement that rests on another one."""

    __tablename__: ClassVar[Any] = "reliance"
    __table_args__ = recorded(
        apart("statement_id", "basis_id"),
        live_index("reliance", "statement_id", "basis_id", unique=True),
        Index(None, "basis_id"),
    )
    statement_id: int = Field(foreign_key="statement.id", sa_type=Integer)
    basis_id: int = Field(foreign_key="statement.id", sa_type=Integer)


class Citation(Recorded, table=True):
    """A source that names another one as where it has something from."""

    __tablename__: ClassVar[Any] = "citation"
    __table_args__ = recorded(
        apart("source_id", "cited_id"),
        live_index("citation", "source_id", "cited_id", unique=True),
        Index(None, "cited_id"),
    )
    source_id: int = Field(foreign_key="source.id", sa_type=Integer)
    cited_id: int = Field(foreign_key="source.id", sa_type=Integer)

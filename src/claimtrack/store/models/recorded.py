"""What the declared tables share: the columns of a recorded row, and the constraints they are made of."""

from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Integer, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
_LIVE = text("withdrawn_at IS NULL")
STRICT = {"sqlite_strict": True}


def one_of(column: str, values: type[StrEnum | IntEnum]) -> CheckConstraint:
    """Return the check that a column holds one of a vocabulary's words."""
    listed = ", ".join(f"'{v.value}'" if isinstance(v.value, str) else str(v.value) for v in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def bounds(column: str) -> CheckConstraint:
    """Return the check that a date's bounds are in order."""
    return CheckConstraint(f"{column}_earliest <= {column}_latest", name=f"{column}_bounds")


def not_empty(*columns: str) -> CheckConstraint:
    """Return the check that text columns are not empty."""
    return CheckConstraint(" AND ".join(f"{c} <> ''" for c in columns), name="not_empty")


def apart(one: str, other: str) -> CheckConstraint:
    """Return the check that a row does not point twice to one thing."""
    return CheckConstraint(f"{one} <> {other}", name="apart")


def live_index(table: str, *columns: str, unique: bool = False) -> Index:
    """Return an index over the rows that stand, so that one withdrawn may be recorded again."""
    prefix = "uq" if unique else "ix"
    name = f"{prefix}_{table}_live_{'_'.join(columns)}"
    return Index(name, *columns, unique=unique, sqlite_where=_LIVE, postgresql_where=_LIVE)


def marked(table: str) -> Index:
    """Return an index over the confidential rows, which is empty where there are none."""
    where = text("confidential = 1")
    return Index(f"ix_{table}_marked_confidential", "confidential", sqlite_where=where, postgresql_where=where)


def confidential() -> Any:
    """Return the column that marks a confidential row."""
    check = CheckConstraint("confidential = 1", name="confidential")
    return Field(default=None, sa_type=Integer, sa_column_args=[check])


def recorded(*constraints: Any) -> tuple[Any, ...]:
    """Return a recorded table's constraints: those given, a unique uid, and withdrawals that are whole or not there."""
    return (
        *constraints,
        UniqueConstraint("uid"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name="withdrawn",
        ),
        STRICT,
    )


class Recorded(SQLModel):
    """The columns every recorded row has."""

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    uid: str = Field(sa_type=Text)
    recorded_at: str = Field(sa_type=Text)
    recorded_by: str = Field(sa_type=Text)
    withdrawn_at: str | None = Field(default=None, sa_type=Text)
    withdrawn_by: str | None = Field(default=None, sa_type=Text)
    withdrawn_reason: str | None = Field(default=None, sa_type=Text)

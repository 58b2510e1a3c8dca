"""Chains: which statement relies on which other, and which source cites which other."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Each table's two ends: its columns, and the table both point to.
LINKS = {
    "reliance": ("statement_id", "basis_id", "statement"),
    "citation": ("source_id", "cited_id", "source"),
}


def upgrade() -> None:
    """Create both tables; a link that stands is there once, and can be followed from either end."""
    for name, (one, other, ends) in LINKS.items():
        op.execute(recorded(name, one, other, ends))
        op.execute(f"CREATE INDEX ix_{name}_{other} ON {name} ({other})")
        op.execute(
            f"CREATE UNIQUE INDEX uq_{name}_live_{one}_{other} ON {name} ({one}, {other}) WHERE withdrawn_at IS NULL"
        )


def recorded(name: str, one: str, other: str, ends: str) -> str:
    """Return the table of a link: its ends, who added it and when, who withdrew it, when and why."""
    return f"""
    CREATE TABLE {name} (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        {one} INTEGER NOT NULL, {other} INTEGER NOT NULL,
        CONSTRAINT fk_{name}_{one} FOREIGN KEY({one}) REFERENCES {ends} (id),
        CONSTRAINT fk_{name}_{other} FOREIGN KEY({other}) REFERENCES {ends} (id),
        CONSTRAINT ck_{name}_apart CHECK ({one} <> {other}),
        CONSTRAINT pk_{name} PRIMARY KEY (id),
        CONSTRAINT uq_{name}_uid UNIQUE (uid),
        CONSTRAINT ck_{name}_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    """

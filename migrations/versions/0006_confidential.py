"""Confidential rows: a mark of handling on sources, statements and evidence, which reports leave out."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MARKED = ("source", "statement", "evidence")


def upgrade() -> None:
    """Add the mark, and an index that is empty where nothing is marked: whether anything is must be a cheap question.

    A row without the mark has no value there, and what has no value is not hashed: the leaves of before still hold.
    """
    for table in MARKED:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN confidential INTEGER"
            f" CONSTRAINT ck_{table}_confidential CHECK (confidential = 1)"
        )
        op.execute(f"CREATE INDEX ix_{table}_marked_confidential ON {table} (confidential) WHERE confidential = 1")

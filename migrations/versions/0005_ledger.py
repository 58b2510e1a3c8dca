"""The ledger: what each command did, a salted hash for each change, and the checkpoint that stands for them all."""

from hashlib import sha256

from alembic import op
from sqlalchemy import text
from uuid_utils import uuid7

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE operation (
        number INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, reason TEXT, undoes INTEGER,
        first INTEGER NOT NULL, last INTEGER NOT NULL,
        CONSTRAINT pk_operation PRIMARY KEY (number),
        CONSTRAINT fk_operation_undoes FOREIGN KEY(undoes) REFERENCES operation (number),
        CONSTRAINT uq_operation_first UNIQUE (first),
        CONSTRAINT ck_operation_span CHECK (first <= last)
    ) STRICT
    """,
    """
    CREATE TABLE change (
        seq INTEGER NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL, number INTEGER NOT NULL,
        before TEXT, salt BLOB, leaf BLOB NOT NULL,
        CONSTRAINT pk_change PRIMARY KEY (seq),
        CONSTRAINT ck_change_action CHECK (action IN ('recorded', 'edited', 'withdrawn', 'restored', 'redacted')),
        CONSTRAINT ck_change_hashes CHECK (length(leaf) = 32 AND length(salt) = 16)
    ) STRICT
    """,
    """
    CREATE TABLE checkpoint (
        origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, nodes BLOB NOT NULL,
        CONSTRAINT pk_checkpoint PRIMARY KEY (origin),
        CONSTRAINT ck_checkpoint_hashes CHECK (length(root) = 32 AND length(nodes) % 32 = 0)
    ) STRICT
    """,
)


def upgrade() -> None:
    """Create the tables; the record gets a name of its own, by which its checkpoints are told from any other's."""
    for table in TABLES:
        op.execute(table)
    op.execute("CREATE INDEX ix_operation_at ON operation (at)")
    op.execute("CREATE INDEX ix_operation_undoes ON operation (undoes)")
    op.execute(
        "CREATE INDEX ix_change_later_entity_number_seq ON change (entity, number, seq) WHERE action <> 'recorded'"
    )
    op.get_bind().execute(
        text("INSERT INTO checkpoint VALUES (:origin, 0, :root, x'')"),
        {"origin": str(uuid7()), "root": sha256(b"").digest()},
    )

"""Imports: the records as they were read, what foreign files say beside our own words, and decisions on likenesses."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ADDED = {
    "actor": ("identity",),
    "claim": ("language",),
    "verdict": ("score", "score_best", "score_worst", "rationale"),
}
RECORDED = """
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
"""
WITHDRAWN = """CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))"""
TABLES = (
    f"""
    CREATE TABLE original (
        {RECORDED.strip()}
        claim_id INTEGER NOT NULL, format TEXT NOT NULL, origin TEXT NOT NULL, place TEXT NOT NULL,
        digest TEXT NOT NULL, raw TEXT NOT NULL,
        CONSTRAINT fk_original_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT ck_original_not_empty CHECK (format <> '' AND digest <> ''),
        CONSTRAINT pk_original PRIMARY KEY (id),
        CONSTRAINT uq_original_uid UNIQUE (uid),
        CONSTRAINT ck_original_withdrawn {WITHDRAWN}
    ) STRICT
    """,
    f"""
    CREATE TABLE distinction (
        {RECORDED.strip()}
        decision TEXT NOT NULL, actor_id INTEGER, other_actor_id INTEGER, claim_id INTEGER, other_claim_id INTEGER,
        CONSTRAINT fk_distinction_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT fk_distinction_other_actor_id FOREIGN KEY(other_actor_id) REFERENCES actor (id),
        CONSTRAINT fk_distinction_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_distinction_other_claim_id FOREIGN KEY(other_claim_id) REFERENCES claim (id),
        CONSTRAINT ck_distinction_decision CHECK (decision IN ('different', 'later')),
        CONSTRAINT ck_distinction_pair CHECK ((actor_id < other_actor_id AND coalesce(claim_id, other_claim_id) IS NULL)
          OR (claim_id < other_claim_id AND coalesce(actor_id, other_actor_id) IS NULL)),
        CONSTRAINT pk_distinction PRIMARY KEY (id),
        CONSTRAINT uq_distinction_uid UNIQUE (uid),
        CONSTRAINT ck_distinction_withdrawn {WITHDRAWN}
    ) STRICT
    """,
)
INDEXES = (
    "CREATE INDEX ix_original_claim_id ON original (claim_id)",
    "CREATE INDEX ix_original_live_digest ON original (digest) WHERE withdrawn_at IS NULL",
    "CREATE INDEX ix_distinction_actor_id ON distinction (actor_id)",
    "CREATE INDEX ix_distinction_other_actor_id ON distinction (other_actor_id)",
    "CREATE INDEX ix_distinction_claim_id ON distinction (claim_id)",
    "CREATE INDEX ix_distinction_other_claim_id ON distinction (other_claim_id)",
)
PAIRS = (("actor_id", "other_actor_id"), ("claim_id", "other_claim_id"))


def upgrade() -> None:
    """Add the columns and the tables; what has no value is not hashed, so that the leaves of before still hold."""
    for table, columns in ADDED.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT")
    for sql in (*TABLES, *INDEXES):
        op.execute(sql)
    for one, other in PAIRS:
        op.execute(
            f"CREATE UNIQUE INDEX uq_distinction_live_{one}_{other} ON distinction ({one}, {other})"
            " WHERE withdrawn_at IS NULL"
        )

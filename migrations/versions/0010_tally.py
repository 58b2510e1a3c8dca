"""Tally: how many claims have each status, and every order within days, at the same cost in a record of any size."""

from alembic import op
from sqlalchemy import text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATUSES = ("disputed", "supported", "asserted", "refuted", "denied", "retracted", "reported", "unaddressed")
COUNTED = "INSERT INTO status_tally SELECT :status, count(*) FROM claim_status WHERE status = :status"
KEYS = {
    "parties_for": "parties_for",
    "parties_against": "parties_against",
    "evidence": "(evidence_for + evidence_against)",
    "verdicts": "verdicts",
}


def upgrade() -> None:
    """Make the tally, with a row for every status, of what is kept; and let each order go on by the last activity."""
    listed = ", ".join(f"'{status}'" for status in STATUSES)
    op.execute(
        f"""
    CREATE TABLE status_tally (
        status TEXT NOT NULL, claims INTEGER NOT NULL,
        CONSTRAINT ck_status_tally_status CHECK (status IN ({listed})),
        CONSTRAINT pk_status_tally PRIMARY KEY (status)
    ) STRICT
    """
    )
    rows = [{"status": status} for status in STATUSES]
    op.get_bind().execute(text(COUNTED), rows)
    for name, key in KEYS.items():
        op.execute(f"DROP INDEX ix_claim_status_status_{name}_claim_id")
        op.execute(
            f"CREATE INDEX ix_claim_status_status_{name}_day ON claim_status"
            f" (status, {key}, last_activity_latest, claim_id)"
        )

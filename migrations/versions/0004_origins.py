"""Origins: how many stand behind each side of a claim, in its derived row and in the view `report`."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Made anew and left empty, since a count that is not yet known must not look like one: whoever runs the migrations
# judges every claim again in the same transaction.
CLAIM_STATUS = """
CREATE TABLE claim_status (
    claim_id INTEGER NOT NULL, mask INTEGER NOT NULL, status TEXT NOT NULL,
    parties_for INTEGER NOT NULL, parties_against INTEGER NOT NULL,
    evidence_for INTEGER NOT NULL, evidence_against INTEGER NOT NULL, verdicts INTEGER NOT NULL,
    last_activity_earliest TEXT, last_activity_latest TEXT NOT NULL,
    origins_for_least INTEGER NOT NULL, origins_for_most INTEGER NOT NULL,
    origins_against_least INTEGER NOT NULL, origins_against_most INTEGER NOT NULL,
    CONSTRAINT pk_claim_status PRIMARY KEY (claim_id),
    CONSTRAINT fk_claim_status_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
    CONSTRAINT fk_claim_status_mask_status FOREIGN KEY(mask, status) REFERENCES mask_status (mask, status),
    CONSTRAINT ck_claim_status_last_activity_bounds CHECK (last_activity_earliest <= last_activity_latest)
) STRICT
"""
INDEXES = (("status", "last_activity_latest", "claim_id"), ("last_activity_latest", "claim_id"))

# What `claimtrack report` prints, for other SQLite tools; a merged actor's words are those of the one it stands for.
REPORT_VIEW = """
CREATE VIEW report AS
SELECT 'c' || claim.id AS id, claim.uid, claim.slug, claim.text AS claim, mask_status.status, mask_status.lean,
  kept.parties_for, kept.parties_against, kept.evidence_for, kept.evidence_against, kept.verdicts,
  (SELECT group_concat(name, '; ') FROM (
    SELECT actor.name FROM position JOIN statement ON statement.id = position.statement_id
    LEFT JOIN merger ON merger.actor_id = statement.actor_id AND merger.withdrawn_at IS NULL
    JOIN actor ON actor.id = coalesce(merger.into_id, statement.actor_id)
    WHERE position.claim_id = claim.id AND position.side = 'for'
    ORDER BY statement.said_latest, statement.id
  )) AS asserted_by,
  (SELECT group_concat(name, '; ') FROM (
    SELECT actor.name FROM position JOIN statement ON statement.id = position.statement_id
    LEFT JOIN merger ON merger.actor_id = statement.actor_id AND merger.withdrawn_at IS NULL
    JOIN actor ON actor.id = coalesce(merger.into_id, statement.actor_id)
    WHERE position.claim_id = claim.id AND position.side = 'against'
    ORDER BY statement.said_latest, statement.id
  )) AS denied_by,
  (SELECT group_concat(name, '; ') FROM (
    SELECT tag.name FROM tag WHERE tag.claim_id = claim.id AND tag.withdrawn_at IS NULL ORDER BY tag.folded
  )) AS tags,
  kept.last_activity_latest AS last_activity,
  CASE WHEN kept.origins_for_least = kept.origins_for_most THEN '' ELSE kept.origins_for_least || '-' END
    || kept.origins_for_most AS origins_for,
  CASE WHEN kept.origins_against_least = kept.origins_against_most THEN '' ELSE kept.origins_against_least || '-' END
    || kept.origins_against_most AS origins_against
FROM claim_status AS kept
JOIN claim ON claim.id = kept.claim_id
JOIN mask_status ON mask_status.mask = kept.mask
"""


def upgrade() -> None:
    """Make the table of derived rows anew with its four counts, and the view with both spans."""
    op.execute("DROP VIEW report")
    op.execute("DROP TABLE claim_status")
    op.execute(CLAIM_STATUS)
    for keys in INDEXES:
        op.execute(f"CREATE INDEX ix_claim_status_{'_'.join(keys)} ON claim_status ({', '.join(keys)})")
    op.execute(REPORT_VIEW)

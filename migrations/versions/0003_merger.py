"""Mergers: an actor that was recorded twice stands for the other, in the record and in the view `report`."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MERGER = """
CREATE TABLE merger (
    id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
    actor_id INTEGER NOT NULL, into_id INTEGER NOT NULL,
    CONSTRAINT fk_merger_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
    CONSTRAINT fk_merger_into_id FOREIGN KEY(into_id) REFERENCES actor (id),
    CONSTRAINT ck_merger_apart CHECK (actor_id <> into_id),
    CONSTRAINT pk_merger PRIMARY KEY (id),
    CONSTRAINT uq_merger_uid UNIQUE (uid),
    CONSTRAINT ck_merger_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
      AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
) STRICT
"""

# What `claimtrack report` prints, for other SQLite tools; a merged actor's words are those of the one it stands for.
REPORT_VIEW = """
CREATE VIEW report AS
SELECT 'c' || claim.id AS id, claim.uid, claim.slug, claim.text AS claim, mask_status.status, mask_status.lean,
  kept.parties_for, kept.parties_against, kept.evidence_for, kept.evidence_against, kept.verdicts,
  {speakers_for} AS asserted_by,
  {speakers_against} AS denied_by,
  (SELECT group_concat(name, '; ') FROM (
    SELECT tag.name FROM tag WHERE tag.claim_id = claim.id AND tag.withdrawn_at IS NULL ORDER BY tag.folded
  )) AS tags,
  kept.last_activity_latest AS last_activity
FROM claim_status AS kept
JOIN claim ON claim.id = kept.claim_id
JOIN mask_status ON mask_status.mask = kept.mask
"""
SPEAKERS = """(SELECT group_concat(name, '; ') FROM (
    SELECT actor.name FROM position JOIN statement ON statement.id = position.statement_id
    LEFT JOIN merger ON merger.actor_id = statement.actor_id AND merger.withdrawn_at IS NULL
    JOIN actor ON actor.id = coalesce(merger.into_id, statement.actor_id)
    WHERE position.claim_id = claim.id AND position.side = '{side}' ORDER BY statement.said_latest, statement.id
  ))"""


def upgrade() -> None:
    """Create the table, and the view anew."""
    op.execute(MERGER)
    op.execute("CREATE INDEX ix_merger_into_id ON merger (into_id)")
    op.execute("CREATE UNIQUE INDEX uq_merger_live_actor_id ON merger (actor_id) WHERE withdrawn_at IS NULL")
    op.execute("DROP VIEW report")
    speakers = {f"speakers_{side}": SPEAKERS.format(side=side) for side in ("for", "against")}
    op.execute(REPORT_VIEW.format(**speakers))

"""The record: actors, sources, claims, statements, evidence, verdicts, their links, and the derived status."""

from alembic import op
from sqlalchemy import text

from claimtrack.domain.status import MASKS, lean_of, status_of

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x436C6D54

TABLES = {
    "actor": """
        slug TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, reliability TEXT,
        CONSTRAINT uq_actor_slug UNIQUE (slug),
        CONSTRAINT ck_actor_not_empty CHECK (slug <> '' AND name <> ''),
        CONSTRAINT ck_actor_kind
          CHECK (kind IN ('person', 'organization', 'government', 'media', 'crowd', 'unknown')),
        CONSTRAINT ck_actor_reliability CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F'))
    """,
    "alias": """
        actor_id INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
        CONSTRAINT fk_alias_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT ck_alias_not_empty CHECK (name <> '' AND folded <> '')
    """,
    "membership": """
        actor_id INTEGER NOT NULL, whole_id INTEGER NOT NULL,
        during TEXT, during_earliest TEXT, during_latest TEXT,
        CONSTRAINT fk_membership_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT fk_membership_whole_id FOREIGN KEY(whole_id) REFERENCES actor (id),
        CONSTRAINT ck_membership_apart CHECK (actor_id <> whole_id),
        CONSTRAINT ck_membership_during_bounds CHECK (during_earliest <= during_latest)
    """,
    "source": """
        title TEXT, location TEXT, kind TEXT, publisher_id INTEGER,
        published TEXT, published_earliest TEXT, published_latest TEXT,
        CONSTRAINT fk_source_publisher_id FOREIGN KEY(publisher_id) REFERENCES actor (id),
        CONSTRAINT ck_source_title_or_location CHECK (coalesce(title, location, '') <> ''),
        CONSTRAINT ck_source_kind CHECK (kind IN ('article', 'briefing', 'post', 'report', 'dataset')),
        CONSTRAINT ck_source_published_bounds CHECK (published_earliest <= published_latest)
    """,
    "claim": """
        slug TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
        event TEXT, event_earliest TEXT, event_latest TEXT,
        CONSTRAINT uq_claim_slug UNIQUE (slug),
        CONSTRAINT ck_claim_not_empty CHECK (slug <> '' AND text <> ''),
        CONSTRAINT ck_claim_event_bounds CHECK (event_earliest <= event_latest)
    """,
    "tag": """
        claim_id INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
        CONSTRAINT fk_tag_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT ck_tag_not_empty CHECK (name <> '' AND folded <> '')
    """,
    "relation": """
        claim_id INTEGER NOT NULL, kind TEXT NOT NULL, other_id INTEGER NOT NULL,
        CONSTRAINT fk_relation_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_relation_other_id FOREIGN KEY(other_id) REFERENCES claim (id),
        CONSTRAINT ck_relation_kind CHECK (kind IN ('contradicts', 'part-of', 'narrower-than', 'variant-of',
          'supports', 'same-as', 'supersedes')),
        CONSTRAINT ck_relation_apart CHECK (claim_id <> other_id)
    """,
    "statement": """
        claim_id INTEGER NOT NULL, actor_id INTEGER NOT NULL, stance TEXT NOT NULL,
        said TEXT, said_earliest TEXT, said_latest TEXT NOT NULL, quote TEXT, source_id INTEGER, place TEXT,
        CONSTRAINT fk_statement_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_statement_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT fk_statement_source_id FOREIGN KEY(source_id) REFERENCES source (id),
        CONSTRAINT ck_statement_stance
          CHECK (stance IN ('asserts', 'suggests', 'denies', 'doubts', 'reports', 'no-comment', 'retracts')),
        CONSTRAINT ck_statement_said_bounds CHECK (said_earliest <= said_latest)
    """,
    "evidence": """
        text TEXT NOT NULL, location TEXT, kind TEXT, collector_id INTEGER, source_id INTEGER, place TEXT,
        credibility INTEGER, published TEXT, published_earliest TEXT, published_latest TEXT NOT NULL,
        CONSTRAINT fk_evidence_collector_id FOREIGN KEY(collector_id) REFERENCES actor (id),
        CONSTRAINT fk_evidence_source_id FOREIGN KEY(source_id) REFERENCES source (id),
        CONSTRAINT ck_evidence_not_empty CHECK (text <> ''),
        CONSTRAINT ck_evidence_kind CHECK (kind IN ('imagery', 'video', 'physical-item', 'document', 'dataset',
          'testimony', 'analysis')),
        CONSTRAINT ck_evidence_credibility CHECK (credibility IN (1, 2, 3, 4, 5, 6)),
        CONSTRAINT ck_evidence_published_bounds CHECK (published_earliest <= published_latest)
    """,
    "bearing": """
        evidence_id INTEGER NOT NULL, claim_id INTEGER NOT NULL, kind TEXT NOT NULL,
        CONSTRAINT fk_bearing_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id),
        CONSTRAINT fk_bearing_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT ck_bearing_kind CHECK (kind IN ('supports', 'refutes', 'context'))
    """,
    "verdict": """
        claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, rating TEXT NOT NULL, label TEXT, location TEXT,
        published TEXT, published_earliest TEXT, published_latest TEXT NOT NULL,
        CONSTRAINT fk_verdict_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_verdict_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES actor (id),
        CONSTRAINT ck_verdict_rating CHECK (rating IN ('true', 'mostly-true', 'mixed', 'mostly-false', 'false',
          'unproven', 'misleading', 'other')),
        CONSTRAINT ck_verdict_published_bounds CHECK (published_earliest <= published_latest)
    """,
}

# What `judge` made of each claim: every mask's meaning, the claim's counts, and who holds a position.
DERIVED = (
    """
    CREATE TABLE mask_status (
        mask INTEGER NOT NULL, status TEXT NOT NULL, lean TEXT NOT NULL,
        CONSTRAINT pk_mask_status PRIMARY KEY (mask),
        CONSTRAINT uq_mask_status_mask_status UNIQUE (mask, status),
        CONSTRAINT ck_mask_status_status CHECK (status IN ('disputed', 'supported', 'asserted', 'refuted', 'denied',
          'retracted', 'reported', 'unaddressed')),
        CONSTRAINT ck_mask_status_lean CHECK (lean IN ('none', 'supports', 'refutes', 'mixed'))
    ) STRICT
    """,
    """
    CREATE TABLE claim_status (
        claim_id INTEGER NOT NULL, mask INTEGER NOT NULL, status TEXT NOT NULL,
        parties_for INTEGER NOT NULL, parties_against INTEGER NOT NULL,
        evidence_for INTEGER NOT NULL, evidence_against INTEGER NOT NULL, verdicts INTEGER NOT NULL,
        last_activity_earliest TEXT, last_activity_latest TEXT NOT NULL,
        CONSTRAINT pk_claim_status PRIMARY KEY (claim_id),
        CONSTRAINT fk_claim_status_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_claim_status_mask_status FOREIGN KEY(mask, status) REFERENCES mask_status (mask, status),
        CONSTRAINT ck_claim_status_last_activity_bounds CHECK (last_activity_earliest <= last_activity_latest)
    ) STRICT
    """,
    """
    CREATE TABLE position (
        claim_id INTEGER NOT NULL, statement_id INTEGER NOT NULL, party_id INTEGER NOT NULL, side TEXT NOT NULL,
        CONSTRAINT pk_position PRIMARY KEY (claim_id, statement_id),
        CONSTRAINT fk_position_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_position_statement_id FOREIGN KEY(statement_id) REFERENCES statement (id),
        CONSTRAINT fk_position_party_id FOREIGN KEY(party_id) REFERENCES actor (id),
        CONSTRAINT ck_position_side CHECK (side IN ('for', 'against'))
    ) WITHOUT ROWID, STRICT
    """,
)

INDEXES = (
    ("alias", "actor_id"),
    ("membership", "actor_id"),
    ("membership", "whole_id"),
    ("source", "location"),
    ("source", "title"),
    ("source", "publisher_id"),
    ("claim", "folded"),
    ("tag", "claim_id"),
    ("relation", "claim_id"),
    ("relation", "other_id"),
    ("statement", "claim_id"),
    ("statement", "actor_id"),
    ("statement", "source_id"),
    ("statement", "said_latest", "claim_id"),
    ("evidence", "published_latest"),
    ("verdict", "published_latest", "claim_id"),
    ("evidence", "collector_id"),
    ("evidence", "source_id"),
    ("bearing", "evidence_id"),
    ("bearing", "claim_id"),
    ("verdict", "claim_id"),
    ("verdict", "reviewer_id"),
    ("claim_status", "status", "last_activity_latest", "claim_id"),
    ("claim_status", "last_activity_latest", "claim_id"),
    ("position", "statement_id"),
)

# Over the rows that stand only, so that a row withdrawn may be recorded again.
LIVE_INDEXES = (
    ("UNIQUE ", "uq", "alias", "folded"),
    ("UNIQUE ", "uq", "tag", "claim_id", "folded"),
    ("", "ix", "tag", "folded"),
    ("UNIQUE ", "uq", "relation", "claim_id", "kind", "other_id"),
    ("UNIQUE ", "uq", "bearing", "evidence_id", "claim_id"),
)

# What `claimtrack report` prints, for other SQLite tools; the status words come from the table the rule filled.
REPORT_VIEW = """
CREATE VIEW report AS
SELECT 'c' || claim.id AS id, claim.uid, claim.slug, claim.text AS claim, mask_status.status, mask_status.lean,
  kept.parties_for, kept.parties_against, kept.evidence_for, kept.evidence_against, kept.verdicts,
  (SELECT group_concat(name, '; ') FROM (
    SELECT actor.name FROM position JOIN statement ON statement.id = position.statement_id
    JOIN actor ON actor.id = statement.actor_id WHERE position.claim_id = claim.id AND position.side = 'for'
    ORDER BY statement.said_latest, statement.id
  )) AS asserted_by,
  (SELECT group_concat(name, '; ') FROM (
    SELECT actor.name FROM position JOIN statement ON statement.id = position.statement_id
    JOIN actor ON actor.id = statement.actor_id WHERE position.claim_id = claim.id AND position.side = 'against'
    ORDER BY statement.said_latest, statement.id
  )) AS denied_by,
  (SELECT group_concat(name, '; ') FROM (
    SELECT tag.name FROM tag WHERE tag.claim_id = claim.id AND tag.withdrawn_at IS NULL ORDER BY tag.folded
  )) AS tags,
  kept.last_activity_latest AS last_activity
FROM claim_status AS kept
JOIN claim ON claim.id = kept.claim_id
JOIN mask_status ON mask_status.mask = kept.mask
"""


def upgrade() -> None:
    """Create every table, index and the view, and fill the table of masks from the domain's rule."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for name, columns in TABLES.items():
        op.execute(recorded(name, columns))
    for table in DERIVED:
        op.execute(table)
    for indexed, *keys in INDEXES:
        op.execute(f"CREATE INDEX ix_{indexed}_{'_'.join(keys)} ON {indexed} ({', '.join(keys)})")
    for unique, prefix, indexed, *keys in LIVE_INDEXES:
        name = f"{prefix}_{indexed}_live_{'_'.join(keys)}"
        op.execute(f"CREATE {unique}INDEX {name} ON {indexed} ({', '.join(keys)}) WHERE withdrawn_at IS NULL")
    masks = [{"mask": mask, "status": status_of(mask).value, "lean": lean_of(mask).value} for mask in MASKS]
    op.get_bind().execute(text("INSERT INTO mask_status VALUES (:mask, :status, :lean)"), masks)
    op.execute(REPORT_VIEW)


def recorded(name: str, columns: str) -> str:
    """Return the table of a recorded row: its own columns, who added it and when, who withdrew it, when and why."""
    return f"""
    CREATE TABLE {name} (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        {columns.strip()},
        CONSTRAINT pk_{name} PRIMARY KEY (id),
        CONSTRAINT uq_{name}_uid UNIQUE (uid),
        CONSTRAINT ck_{name}_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    """

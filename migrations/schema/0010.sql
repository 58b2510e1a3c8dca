-- index ix_alias_actor_id alias
CREATE INDEX ix_alias_actor_id ON alias (actor_id);

-- index ix_bearing_claim_id bearing
CREATE INDEX ix_bearing_claim_id ON bearing (claim_id);

-- index ix_bearing_evidence_id bearing
CREATE INDEX ix_bearing_evidence_id ON bearing (evidence_id);

-- index ix_change_later_entity_number_seq change
CREATE INDEX ix_change_later_entity_number_seq ON change (entity, number, seq) WHERE action <> 'recorded';

-- index ix_citation_cited_id citation
CREATE INDEX ix_citation_cited_id ON citation (cited_id);

-- index ix_claim_event_latest claim
CREATE INDEX ix_claim_event_latest ON claim (event_latest);

-- index ix_claim_folded claim
CREATE INDEX ix_claim_folded ON claim (folded);

-- index ix_claim_status_last_activity_latest_claim_id claim_status
CREATE INDEX ix_claim_status_last_activity_latest_claim_id ON claim_status (last_activity_latest, claim_id);

-- index ix_claim_status_status_evidence_day claim_status
CREATE INDEX ix_claim_status_status_evidence_day ON claim_status (status, (evidence_for + evidence_against), last_activity_latest, claim_id);

-- index ix_claim_status_status_last_activity_latest_claim_id claim_status
CREATE INDEX ix_claim_status_status_last_activity_latest_claim_id ON claim_status (status, last_activity_latest, claim_id);

-- index ix_claim_status_status_parties_against_day claim_status
CREATE INDEX ix_claim_status_status_parties_against_day ON claim_status (status, parties_against, last_activity_latest, claim_id);

-- index ix_claim_status_status_parties_for_day claim_status
CREATE INDEX ix_claim_status_status_parties_for_day ON claim_status (status, parties_for, last_activity_latest, claim_id);

-- index ix_claim_status_status_verdicts_day claim_status
CREATE INDEX ix_claim_status_status_verdicts_day ON claim_status (status, verdicts, last_activity_latest, claim_id);

-- index ix_distinction_actor_id distinction
CREATE INDEX ix_distinction_actor_id ON distinction (actor_id);

-- index ix_distinction_claim_id distinction
CREATE INDEX ix_distinction_claim_id ON distinction (claim_id);

-- index ix_distinction_other_actor_id distinction
CREATE INDEX ix_distinction_other_actor_id ON distinction (other_actor_id);

-- index ix_distinction_other_claim_id distinction
CREATE INDEX ix_distinction_other_claim_id ON distinction (other_claim_id);

-- index ix_evidence_collector_id evidence
CREATE INDEX ix_evidence_collector_id ON evidence (collector_id);

-- index ix_evidence_marked_confidential evidence
CREATE INDEX ix_evidence_marked_confidential ON evidence (confidential) WHERE confidential = 1;

-- index ix_evidence_published_latest evidence
CREATE INDEX ix_evidence_published_latest ON evidence (published_latest);

-- index ix_evidence_source_id evidence
CREATE INDEX ix_evidence_source_id ON evidence (source_id);

-- index ix_membership_actor_id membership
CREATE INDEX ix_membership_actor_id ON membership (actor_id);

-- index ix_membership_whole_id membership
CREATE INDEX ix_membership_whole_id ON membership (whole_id);

-- index ix_merger_into_id merger
CREATE INDEX ix_merger_into_id ON merger (into_id);

-- index ix_operation_at operation
CREATE INDEX ix_operation_at ON operation (at);

-- index ix_operation_undoes operation
CREATE INDEX ix_operation_undoes ON operation (undoes);

-- index ix_original_claim_id original
CREATE INDEX ix_original_claim_id ON original (claim_id);

-- index ix_original_live_digest original
CREATE INDEX ix_original_live_digest ON original (digest) WHERE withdrawn_at IS NULL;

-- index ix_position_statement_id position
CREATE INDEX ix_position_statement_id ON position (statement_id);

-- index ix_relation_claim_id relation
CREATE INDEX ix_relation_claim_id ON relation (claim_id);

-- index ix_relation_other_id relation
CREATE INDEX ix_relation_other_id ON relation (other_id);

-- index ix_reliance_basis_id reliance
CREATE INDEX ix_reliance_basis_id ON reliance (basis_id);

-- index ix_source_location source
CREATE INDEX ix_source_location ON source (location);

-- index ix_source_marked_confidential source
CREATE INDEX ix_source_marked_confidential ON source (confidential) WHERE confidential = 1;

-- index ix_source_publisher_id source
CREATE INDEX ix_source_publisher_id ON source (publisher_id);

-- index ix_source_title source
CREATE INDEX ix_source_title ON source (title);

-- index ix_statement_actor_id_claim_id_withdrawn_at statement
CREATE INDEX ix_statement_actor_id_claim_id_withdrawn_at ON statement (actor_id, claim_id, withdrawn_at);

-- index ix_statement_claim_id statement
CREATE INDEX ix_statement_claim_id ON statement (claim_id);

-- index ix_statement_marked_confidential statement
CREATE INDEX ix_statement_marked_confidential ON statement (confidential) WHERE confidential = 1;

-- index ix_statement_said_latest_claim_id statement
CREATE INDEX ix_statement_said_latest_claim_id ON statement (said_latest, claim_id);

-- index ix_statement_source_id statement
CREATE INDEX ix_statement_source_id ON statement (source_id);

-- index ix_tag_claim_id tag
CREATE INDEX ix_tag_claim_id ON tag (claim_id);

-- index ix_tag_live_folded tag
CREATE INDEX ix_tag_live_folded ON tag (folded) WHERE withdrawn_at IS NULL;

-- index ix_verdict_claim_id verdict
CREATE INDEX ix_verdict_claim_id ON verdict (claim_id);

-- index ix_verdict_published_latest_claim_id verdict
CREATE INDEX ix_verdict_published_latest_claim_id ON verdict (published_latest, claim_id);

-- index ix_verdict_reviewer_id verdict
CREATE INDEX ix_verdict_reviewer_id ON verdict (reviewer_id);

-- index uq_alias_live_folded alias
CREATE UNIQUE INDEX uq_alias_live_folded ON alias (folded) WHERE withdrawn_at IS NULL;

-- index uq_bearing_live_evidence_id_claim_id bearing
CREATE UNIQUE INDEX uq_bearing_live_evidence_id_claim_id ON bearing (evidence_id, claim_id) WHERE withdrawn_at IS NULL;

-- index uq_citation_live_source_id_cited_id citation
CREATE UNIQUE INDEX uq_citation_live_source_id_cited_id ON citation (source_id, cited_id) WHERE withdrawn_at IS NULL;

-- index uq_distinction_live_actor_id_other_actor_id distinction
CREATE UNIQUE INDEX uq_distinction_live_actor_id_other_actor_id ON distinction (actor_id, other_actor_id) WHERE withdrawn_at IS NULL;

-- index uq_distinction_live_claim_id_other_claim_id distinction
CREATE UNIQUE INDEX uq_distinction_live_claim_id_other_claim_id ON distinction (claim_id, other_claim_id) WHERE withdrawn_at IS NULL;

-- index uq_merger_live_actor_id merger
CREATE UNIQUE INDEX uq_merger_live_actor_id ON merger (actor_id) WHERE withdrawn_at IS NULL;

-- index uq_relation_live_claim_id_kind_other_id relation
CREATE UNIQUE INDEX uq_relation_live_claim_id_kind_other_id ON relation (claim_id, kind, other_id) WHERE withdrawn_at IS NULL;

-- index uq_reliance_live_statement_id_basis_id reliance
CREATE UNIQUE INDEX uq_reliance_live_statement_id_basis_id ON reliance (statement_id, basis_id) WHERE withdrawn_at IS NULL;

-- index uq_tag_live_claim_id_folded tag
CREATE UNIQUE INDEX uq_tag_live_claim_id_folded ON tag (claim_id, folded) WHERE withdrawn_at IS NULL;

-- table actor actor
CREATE TABLE actor (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        slug TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, reliability TEXT, identity TEXT,
        CONSTRAINT uq_actor_slug UNIQUE (slug),
        CONSTRAINT ck_actor_not_empty CHECK (slug <> '' AND name <> ''),
        CONSTRAINT ck_actor_kind
          CHECK (kind IN ('person', 'organization', 'government', 'media', 'crowd', 'unknown')),
        CONSTRAINT ck_actor_reliability CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
        CONSTRAINT pk_actor PRIMARY KEY (id),
        CONSTRAINT uq_actor_uid UNIQUE (uid),
        CONSTRAINT ck_actor_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table alembic_version alembic_version
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- table alias alias
CREATE TABLE alias (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        actor_id INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
        CONSTRAINT fk_alias_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT ck_alias_not_empty CHECK (name <> '' AND folded <> ''),
        CONSTRAINT pk_alias PRIMARY KEY (id),
        CONSTRAINT uq_alias_uid UNIQUE (uid),
        CONSTRAINT ck_alias_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table bearing bearing
CREATE TABLE bearing (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        evidence_id INTEGER NOT NULL, claim_id INTEGER NOT NULL, kind TEXT NOT NULL,
        CONSTRAINT fk_bearing_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id),
        CONSTRAINT fk_bearing_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT ck_bearing_kind CHECK (kind IN ('supports', 'refutes', 'context')),
        CONSTRAINT pk_bearing PRIMARY KEY (id),
        CONSTRAINT uq_bearing_uid UNIQUE (uid),
        CONSTRAINT ck_bearing_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table change change
CREATE TABLE change (
        seq INTEGER NOT NULL, action TEXT NOT NULL, entity TEXT NOT NULL, number INTEGER NOT NULL,
        before TEXT, salt BLOB, leaf BLOB NOT NULL,
        CONSTRAINT pk_change PRIMARY KEY (seq),
        CONSTRAINT ck_change_action CHECK (action IN ('recorded', 'edited', 'withdrawn', 'restored', 'redacted')),
        CONSTRAINT ck_change_hashes CHECK (length(leaf) = 32 AND length(salt) = 16)
    ) STRICT
    ;

-- table checkpoint checkpoint
CREATE TABLE checkpoint (
        origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, nodes BLOB NOT NULL,
        CONSTRAINT pk_checkpoint PRIMARY KEY (origin),
        CONSTRAINT ck_checkpoint_hashes CHECK (length(root) = 32 AND length(nodes) % 32 = 0)
    ) STRICT
    ;

-- table citation citation
CREATE TABLE citation (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        source_id INTEGER NOT NULL, cited_id INTEGER NOT NULL,
        CONSTRAINT fk_citation_source_id FOREIGN KEY(source_id) REFERENCES source (id),
        CONSTRAINT fk_citation_cited_id FOREIGN KEY(cited_id) REFERENCES source (id),
        CONSTRAINT ck_citation_apart CHECK (source_id <> cited_id),
        CONSTRAINT pk_citation PRIMARY KEY (id),
        CONSTRAINT uq_citation_uid UNIQUE (uid),
        CONSTRAINT ck_citation_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table claim claim
CREATE TABLE claim (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        slug TEXT NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
        event TEXT, event_earliest TEXT, event_latest TEXT, language TEXT,
        CONSTRAINT uq_claim_slug UNIQUE (slug),
        CONSTRAINT ck_claim_not_empty CHECK (slug <> '' AND text <> ''),
        CONSTRAINT ck_claim_event_bounds CHECK (event_earliest <= event_latest),
        CONSTRAINT pk_claim PRIMARY KEY (id),
        CONSTRAINT uq_claim_uid UNIQUE (uid),
        CONSTRAINT ck_claim_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table claim_status claim_status
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
;

-- table distinction distinction
CREATE TABLE distinction (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
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
        CONSTRAINT ck_distinction_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table evidence evidence
CREATE TABLE evidence (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        text TEXT NOT NULL, location TEXT, kind TEXT, collector_id INTEGER, source_id INTEGER, place TEXT,
        credibility INTEGER, published TEXT, published_earliest TEXT, published_latest TEXT NOT NULL, confidential INTEGER CONSTRAINT ck_evidence_confidential CHECK (confidential = 1),
        CONSTRAINT fk_evidence_collector_id FOREIGN KEY(collector_id) REFERENCES actor (id),
        CONSTRAINT fk_evidence_source_id FOREIGN KEY(source_id) REFERENCES source (id),
        CONSTRAINT ck_evidence_not_empty CHECK (text <> ''),
        CONSTRAINT ck_evidence_kind CHECK (kind IN ('imagery', 'video', 'physical-item', 'document', 'dataset',
          'testimony', 'analysis')),
        CONSTRAINT ck_evidence_credibility CHECK (credibility IN (1, 2, 3, 4, 5, 6)),
        CONSTRAINT ck_evidence_published_bounds CHECK (published_earliest <= published_latest),
        CONSTRAINT pk_evidence PRIMARY KEY (id),
        CONSTRAINT uq_evidence_uid UNIQUE (uid),
        CONSTRAINT ck_evidence_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table mask_status mask_status
CREATE TABLE mask_status (
        mask INTEGER NOT NULL, status TEXT NOT NULL, lean TEXT NOT NULL,
        CONSTRAINT pk_mask_status PRIMARY KEY (mask),
        CONSTRAINT uq_mask_status_mask_status UNIQUE (mask, status),
        CONSTRAINT ck_mask_status_status CHECK (status IN ('disputed', 'supported', 'asserted', 'refuted', 'denied',
          'retracted', 'reported', 'unaddressed')),
        CONSTRAINT ck_mask_status_lean CHECK (lean IN ('none', 'supports', 'refutes', 'mixed'))
    ) STRICT
    ;

-- table membership membership
CREATE TABLE membership (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        actor_id INTEGER NOT NULL, whole_id INTEGER NOT NULL,
        during TEXT, during_earliest TEXT, during_latest TEXT,
        CONSTRAINT fk_membership_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT fk_membership_whole_id FOREIGN KEY(whole_id) REFERENCES actor (id),
        CONSTRAINT ck_membership_apart CHECK (actor_id <> whole_id),
        CONSTRAINT ck_membership_during_bounds CHECK (during_earliest <= during_latest),
        CONSTRAINT pk_membership PRIMARY KEY (id),
        CONSTRAINT uq_membership_uid UNIQUE (uid),
        CONSTRAINT ck_membership_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table merger merger
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
;

-- table operation operation
CREATE TABLE operation (
        number INTEGER NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, reason TEXT, undoes INTEGER,
        first INTEGER NOT NULL, last INTEGER NOT NULL,
        CONSTRAINT pk_operation PRIMARY KEY (number),
        CONSTRAINT fk_operation_undoes FOREIGN KEY(undoes) REFERENCES operation (number),
        CONSTRAINT uq_operation_first UNIQUE (first),
        CONSTRAINT ck_operation_span CHECK (first <= last)
    ) STRICT
    ;

-- table original original
CREATE TABLE original (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        claim_id INTEGER NOT NULL, format TEXT NOT NULL, origin TEXT NOT NULL, place TEXT NOT NULL,
        digest TEXT NOT NULL, raw TEXT NOT NULL,
        CONSTRAINT fk_original_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT ck_original_not_empty CHECK (format <> '' AND digest <> ''),
        CONSTRAINT pk_original PRIMARY KEY (id),
        CONSTRAINT uq_original_uid UNIQUE (uid),
        CONSTRAINT ck_original_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table position position
CREATE TABLE position (
        claim_id INTEGER NOT NULL, statement_id INTEGER NOT NULL, party_id INTEGER NOT NULL, side TEXT NOT NULL,
        CONSTRAINT pk_position PRIMARY KEY (claim_id, statement_id),
        CONSTRAINT fk_position_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_position_statement_id FOREIGN KEY(statement_id) REFERENCES statement (id),
        CONSTRAINT fk_position_party_id FOREIGN KEY(party_id) REFERENCES actor (id),
        CONSTRAINT ck_position_side CHECK (side IN ('for', 'against'))
    ) WITHOUT ROWID, STRICT
    ;

-- table relation relation
CREATE TABLE relation (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        claim_id INTEGER NOT NULL, kind TEXT NOT NULL, other_id INTEGER NOT NULL,
        CONSTRAINT fk_relation_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_relation_other_id FOREIGN KEY(other_id) REFERENCES claim (id),
        CONSTRAINT ck_relation_kind CHECK (kind IN ('contradicts', 'part-of', 'narrower-than', 'variant-of',
          'supports', 'same-as', 'supersedes')),
        CONSTRAINT ck_relation_apart CHECK (claim_id <> other_id),
        CONSTRAINT pk_relation PRIMARY KEY (id),
        CONSTRAINT uq_relation_uid UNIQUE (uid),
        CONSTRAINT ck_relation_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table reliance reliance
CREATE TABLE reliance (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        statement_id INTEGER NOT NULL, basis_id INTEGER NOT NULL,
        CONSTRAINT fk_reliance_statement_id FOREIGN KEY(statement_id) REFERENCES statement (id),
        CONSTRAINT fk_reliance_basis_id FOREIGN KEY(basis_id) REFERENCES statement (id),
        CONSTRAINT ck_reliance_apart CHECK (statement_id <> basis_id),
        CONSTRAINT pk_reliance PRIMARY KEY (id),
        CONSTRAINT uq_reliance_uid UNIQUE (uid),
        CONSTRAINT ck_reliance_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table search search
CREATE VIRTUAL TABLE search USING fts5(claim, quote, evidence, source, actor, content='', tokenize='porter unicode61 remove_diacritics 2');

-- table search_config search_config
CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

-- table search_data search_data
CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

-- table search_docsize search_docsize
CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

-- table search_idx search_idx
CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

-- table search_word search_word
CREATE VIRTUAL TABLE search_word USING fts5vocab(search, col);

-- table source source
CREATE TABLE source (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        title TEXT, location TEXT, kind TEXT, publisher_id INTEGER,
        published TEXT, published_earliest TEXT, published_latest TEXT, confidential INTEGER CONSTRAINT ck_source_confidential CHECK (confidential = 1),
        CONSTRAINT fk_source_publisher_id FOREIGN KEY(publisher_id) REFERENCES actor (id),
        CONSTRAINT ck_source_title_or_location CHECK (coalesce(title, location, '') <> ''),
        CONSTRAINT ck_source_kind CHECK (kind IN ('article', 'briefing', 'post', 'report', 'dataset')),
        CONSTRAINT ck_source_published_bounds CHECK (published_earliest <= published_latest),
        CONSTRAINT pk_source PRIMARY KEY (id),
        CONSTRAINT uq_source_uid UNIQUE (uid),
        CONSTRAINT ck_source_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table statement statement
CREATE TABLE statement (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        claim_id INTEGER NOT NULL, actor_id INTEGER NOT NULL, stance TEXT NOT NULL,
        said TEXT, said_earliest TEXT, said_latest TEXT NOT NULL, quote TEXT, source_id INTEGER, place TEXT, confidential INTEGER CONSTRAINT ck_statement_confidential CHECK (confidential = 1),
        CONSTRAINT fk_statement_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_statement_actor_id FOREIGN KEY(actor_id) REFERENCES actor (id),
        CONSTRAINT fk_statement_source_id FOREIGN KEY(source_id) REFERENCES source (id),
        CONSTRAINT ck_statement_stance
          CHECK (stance IN ('asserts', 'suggests', 'denies', 'doubts', 'reports', 'no-comment', 'retracts')),
        CONSTRAINT ck_statement_said_bounds CHECK (said_earliest <= said_latest),
        CONSTRAINT pk_statement PRIMARY KEY (id),
        CONSTRAINT uq_statement_uid UNIQUE (uid),
        CONSTRAINT ck_statement_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table status_tally status_tally
CREATE TABLE status_tally (
        status TEXT NOT NULL, claims INTEGER NOT NULL,
        CONSTRAINT ck_status_tally_status CHECK (status IN ('disputed', 'supported', 'asserted', 'refuted', 'denied', 'retracted', 'reported', 'unaddressed')),
        CONSTRAINT pk_status_tally PRIMARY KEY (status)
    ) STRICT
    ;

-- table tag tag
CREATE TABLE tag (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        claim_id INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
        CONSTRAINT fk_tag_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT ck_tag_not_empty CHECK (name <> '' AND folded <> ''),
        CONSTRAINT pk_tag PRIMARY KEY (id),
        CONSTRAINT uq_tag_uid UNIQUE (uid),
        CONSTRAINT ck_tag_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- table verdict verdict
CREATE TABLE verdict (
        id INTEGER NOT NULL, uid TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT, withdrawn_reason TEXT,
        claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, rating TEXT NOT NULL, label TEXT, location TEXT,
        published TEXT, published_earliest TEXT, published_latest TEXT NOT NULL, score TEXT, score_best TEXT, score_worst TEXT, rationale TEXT,
        CONSTRAINT fk_verdict_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
        CONSTRAINT fk_verdict_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES actor (id),
        CONSTRAINT ck_verdict_rating CHECK (rating IN ('true', 'mostly-true', 'mixed', 'mostly-false', 'false',
          'unproven', 'misleading', 'other')),
        CONSTRAINT ck_verdict_published_bounds CHECK (published_earliest <= published_latest),
        CONSTRAINT pk_verdict PRIMARY KEY (id),
        CONSTRAINT uq_verdict_uid UNIQUE (uid),
        CONSTRAINT ck_verdict_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)
          AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
    ) STRICT
    ;

-- view report report
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
JOIN mask_status ON mask_status.mask = kept.mask;

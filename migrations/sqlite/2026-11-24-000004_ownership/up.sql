CREATE TABLE ownerships (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('client', 'account')),
    subject_id BLOB NOT NULL CHECK (length(subject_id) = 16),
    branch_id BLOB NOT NULL CHECK (length(branch_id) = 16),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    known_from TEXT NOT NULL,
    known_to TEXT,
    source_kind TEXT NOT NULL CHECK (source_kind IN ('import', 'round', 'adjustment', 'correction', 'opening')),
    source_id BLOB CHECK (length(source_id) = 16),
    reason TEXT NOT NULL,
    created_by BLOB CHECK (length(created_by) = 16)
) STRICT;
CREATE UNIQUE INDEX ownerships_subject_kind_subject_id_valid_from_key ON ownerships (subject_kind, subject_id, valid_from) where known_to IS NULL;
CREATE INDEX ownerships_subject_id_known_to_idx ON ownerships (subject_id, known_to);
CREATE INDEX ownerships_branch_id_known_to_idx ON ownerships (branch_id, known_to);

CREATE TABLE ownership_shares (
    ownership_id BLOB NOT NULL REFERENCES ownerships (id) CHECK (length(ownership_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    bps INTEGER NOT NULL CHECK (bps >= 1),
    PRIMARY KEY (ownership_id, manager_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ownership_shares_manager_id_ownership_id_idx ON ownership_shares (manager_id, ownership_id);

CREATE TABLE adjustments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    applicant_manager BLOB NOT NULL REFERENCES managers (id) CHECK (length(applicant_manager) = 16),
    shares TEXT NOT NULL,
    reason TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    base_owner_version INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale')),
    request_id BLOB CHECK (length(request_id) = 16),
    branch_id BLOB NOT NULL CHECK (length(branch_id) = 16),
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    decided_at TEXT
) STRICT;
CREATE INDEX adjustments_client_id_idx ON adjustments (client_id);
CREATE INDEX adjustments_branch_id_state_idx ON adjustments (branch_id, state);
CREATE UNIQUE INDEX adjustments_client_id_key ON adjustments (client_id) where state = 'pending';

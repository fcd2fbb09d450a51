CREATE TABLE ownerships (
    id UUID NOT NULL PRIMARY KEY,
    subject_kind TEXT COLLATE "C" NOT NULL CHECK (subject_kind IN ('client', 'account')),
    subject_id UUID NOT NULL,
    branch_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    known_from TIMESTAMPTZ NOT NULL,
    known_to TIMESTAMPTZ,
    source_kind TEXT COLLATE "C" NOT NULL CHECK (source_kind IN ('import', 'round', 'adjustment', 'correction', 'opening')),
    source_id UUID,
    reason TEXT COLLATE "C" NOT NULL,
    created_by UUID
);
CREATE UNIQUE INDEX ownerships_subject_kind_subject_id_valid_from_key ON ownerships (subject_kind, subject_id, valid_from) where known_to IS NULL;
CREATE INDEX ownerships_subject_id_known_to_idx ON ownerships (subject_id, known_to);
CREATE INDEX ownerships_branch_id_known_to_idx ON ownerships (branch_id, known_to);

CREATE TABLE ownership_shares (
    ownership_id UUID NOT NULL REFERENCES ownerships (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    bps INTEGER NOT NULL CHECK (bps >= 1),
    PRIMARY KEY (ownership_id, manager_id)
);
CREATE INDEX ownership_shares_manager_id_ownership_id_idx ON ownership_shares (manager_id, ownership_id);

CREATE TABLE adjustments (
    id UUID NOT NULL PRIMARY KEY,
    client_id UUID NOT NULL REFERENCES clients (id),
    applicant_manager UUID NOT NULL REFERENCES managers (id),
    shares JSONB NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    effective_on DATE NOT NULL,
    base_owner_version BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale')),
    request_id UUID,
    branch_id UUID NOT NULL,
    version BIGINT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ
);
CREATE INDEX adjustments_client_id_idx ON adjustments (client_id);
CREATE INDEX adjustments_branch_id_state_idx ON adjustments (branch_id, state);
CREATE UNIQUE INDEX adjustments_client_id_key ON adjustments (client_id) where state = 'pending';

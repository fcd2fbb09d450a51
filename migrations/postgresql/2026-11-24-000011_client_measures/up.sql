CREATE TABLE client_measures (
    client_id UUID NOT NULL PRIMARY KEY REFERENCES clients (id),
    day DATE NOT NULL,
    policy_number BIGINT NOT NULL,
    basis TEXT COLLATE "C" NOT NULL,
    worth_fen BIGINT NOT NULL,
    exposure_fen BIGINT NOT NULL,
    has_credit BOOLEAN NOT NULL,
    must_allocate BOOLEAN NOT NULL
);

CREATE TABLE client_holdings (
    manager_id UUID NOT NULL REFERENCES managers (id),
    sort_key TEXT COLLATE "C" NOT NULL,
    client_id UUID NOT NULL REFERENCES clients (id),
    ownership_id UUID NOT NULL REFERENCES ownerships (id),
    subject_kind TEXT COLLATE "C" NOT NULL CHECK (subject_kind IN ('client', 'account')),
    bps INTEGER NOT NULL CHECK (bps >= 1),
    valid_from DATE NOT NULL,
    valid_to DATE,
    PRIMARY KEY (manager_id, sort_key, client_id, ownership_id)
);
CREATE INDEX client_holdings_client_id_idx ON client_holdings (client_id);

CREATE TABLE exports (
    id UUID NOT NULL PRIMARY KEY,
    format TEXT COLLATE "C" NOT NULL CHECK (format IN ('csv', 'xlsx')),
    filters JSONB NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
    exported_rows BIGINT,
    error JSONB,
    file_id UUID,
    job_id UUID,
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    expires_at TIMESTAMPTZ
);
CREATE INDEX exports_created_by_idx ON exports (created_by);

CREATE INDEX imports_hidden_idx ON imports (id) WHERE hidden;

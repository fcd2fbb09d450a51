CREATE TABLE client_measures (
    client_id BLOB NOT NULL PRIMARY KEY REFERENCES clients (id) CHECK (length(client_id) = 16),
    day TEXT NOT NULL,
    policy_number INTEGER NOT NULL,
    basis TEXT NOT NULL,
    worth_fen INTEGER NOT NULL,
    exposure_fen INTEGER NOT NULL,
    has_credit INTEGER NOT NULL CHECK (has_credit IN (0, 1)),
    must_allocate INTEGER NOT NULL CHECK (must_allocate IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE client_holdings (
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    sort_key TEXT NOT NULL,
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    ownership_id BLOB NOT NULL REFERENCES ownerships (id) CHECK (length(ownership_id) = 16),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('client', 'account')),
    bps INTEGER NOT NULL CHECK (bps >= 1),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    PRIMARY KEY (manager_id, sort_key, client_id, ownership_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_holdings_client_id_idx ON client_holdings (client_id);

CREATE TABLE exports (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    format TEXT NOT NULL CHECK (format IN ('csv', 'xlsx')),
    filters TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'done', 'failed')),
    exported_rows INTEGER,
    error TEXT,
    file_id BLOB CHECK (length(file_id) = 16),
    job_id BLOB CHECK (length(job_id) = 16),
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    finished_at TEXT,
    expires_at TEXT
) STRICT;
CREATE INDEX exports_created_by_idx ON exports (created_by);

CREATE INDEX imports_hidden_idx ON imports (id) WHERE hidden;

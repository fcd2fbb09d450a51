CREATE TABLE clients (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    client_no TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('corporate', 'individual')),
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    outlet_id BLOB CHECK (length(outlet_id) = 16),
    industry TEXT,
    place TEXT,
    equipment TEXT,
    standing TEXT CHECK (standing IN ('core', 'basic', 'other')),
    size TEXT CHECK (size IN ('large', 'medium', 'small')),
    identity_kind TEXT CHECK (identity_kind IN ('uscc', 'resident_id', 'foreign_other')),
    identity_ct BLOB,
    identity_key TEXT,
    identity_last4 TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'closed', 'erased')),
    opened_on TEXT NOT NULL,
    owner_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    import_id BLOB CHECK (length(import_id) = 16),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX clients_branch_id_sort_key_id_idx ON clients (branch_id, sort_key, id);
CREATE INDEX clients_sort_key_id_idx ON clients (sort_key, id);

CREATE TABLE client_identities (
    identity_kind TEXT NOT NULL,
    mac BLOB NOT NULL,
    key_id TEXT NOT NULL,
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    PRIMARY KEY (identity_kind, mac)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_identities_client_id_idx ON client_identities (client_id);

CREATE TABLE client_contacts (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'address', 'person')),
    label TEXT,
    ct BLOB,
    key_id TEXT,
    last4 TEXT,
    created_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX client_contacts_client_id_idx ON client_contacts (client_id);

CREATE TABLE client_ratings (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    axis TEXT NOT NULL,
    value TEXT,
    valid_from TEXT NOT NULL,
    known_from TEXT NOT NULL,
    known_to TEXT,
    reason TEXT NOT NULL,
    rated_by BLOB CHECK (length(rated_by) = 16)
) STRICT;
CREATE UNIQUE INDEX client_ratings_client_id_axis_valid_from_key ON client_ratings (client_id, axis, valid_from) where known_to IS NULL;

CREATE TABLE client_flags (
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    flag TEXT NOT NULL,
    PRIMARY KEY (client_id, flag)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_locks (
    client_id BLOB NOT NULL PRIMARY KEY REFERENCES clients (id) CHECK (length(client_id) = 16),
    holder_kind TEXT NOT NULL CHECK (holder_kind IN ('round', 'adjustment')),
    holder_id BLOB NOT NULL CHECK (length(holder_id) = 16),
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX client_locks_holder_kind_holder_id_idx ON client_locks (holder_kind, holder_id);

CREATE TABLE accounts (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    account_no TEXT NOT NULL UNIQUE,
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    outlet_id BLOB CHECK (length(outlet_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('corporate_deposit', 'personal_deposit', 'loan', 'intermediary')),
    product TEXT NOT NULL,
    currency TEXT NOT NULL,
    credit_kind INTEGER NOT NULL CHECK (credit_kind IN (0, 1)),
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    is_natural INTEGER NOT NULL CHECK (is_natural IN (0, 1)),
    won_confirmed_on TEXT,
    won_confirmed_by BLOB CHECK (length(won_confirmed_by) = 16),
    owner_version INTEGER NOT NULL,
    version INTEGER NOT NULL,
    import_id BLOB CHECK (length(import_id) = 16),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_client_id_idx ON accounts (client_id);
CREATE INDEX accounts_branch_id_kind_idx ON accounts (branch_id, kind);

CREATE TABLE loans (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id) CHECK (length(account_id) = 16),
    granted_on TEXT NOT NULL,
    due_on TEXT,
    principal_minor INTEGER NOT NULL CHECK (principal_minor >= 0),
    months INTEGER,
    loan_class TEXT NOT NULL CHECK (loan_class IN ('normal', 'special_mention', 'substandard', 'doubtful', 'loss')),
    status TEXT,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE balance_changes (
    account_key INTEGER NOT NULL REFERENCES accounts (key),
    day TEXT NOT NULL,
    seq INTEGER NOT NULL,
    known INTEGER NOT NULL,
    balance_minor INTEGER NOT NULL,
    amount_minor INTEGER,
    import_id BLOB NOT NULL CHECK (length(import_id) = 16),
    PRIMARY KEY (account_key, day, seq, known)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('org_units', 'employees', 'managers', 'clients', 'accounts', 'balance_changes', 'loans')),
    state TEXT NOT NULL CHECK (state IN ('queued', 'validating', 'applying', 'done', 'failed', 'cancelled')),
    all_or_nothing INTEGER NOT NULL CHECK (all_or_nothing IN (0, 1)),
    dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
    restate INTEGER NOT NULL CHECK (restate IN (0, 1)),
    hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
    file_id BLOB CHECK (length(file_id) = 16),
    file_rows INTEGER,
    cursor_line INTEGER NOT NULL,
    rows_loaded INTEGER NOT NULL,
    rows_skipped INTEGER NOT NULL,
    rows_rejected INTEGER NOT NULL,
    rejects_file_id BLOB CHECK (length(rejects_file_id) = 16),
    error TEXT,
    job_id BLOB CHECK (length(job_id) = 16),
    branch_id BLOB CHECK (length(branch_id) = 16),
    created_by BLOB CHECK (length(created_by) = 16),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX imports_created_at_id_idx ON imports (created_at, id);

CREATE TABLE import_rejects (
    import_id BLOB NOT NULL REFERENCES imports (id) CHECK (length(import_id) = 16),
    line INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    col TEXT NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    PRIMARY KEY (import_id, line, idx)
) STRICT, WITHOUT ROWID;

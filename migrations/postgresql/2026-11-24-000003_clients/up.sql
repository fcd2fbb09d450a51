CREATE TABLE clients (
    id UUID NOT NULL PRIMARY KEY,
    client_no TEXT COLLATE "C" NOT NULL UNIQUE,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('corporate', 'individual')),
    name TEXT COLLATE "C" NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    branch_id UUID NOT NULL REFERENCES org_units (id),
    outlet_id UUID,
    industry TEXT COLLATE "C",
    place TEXT COLLATE "C",
    equipment TEXT COLLATE "C",
    standing TEXT COLLATE "C" CHECK (standing IN ('core', 'basic', 'other')),
    size TEXT COLLATE "C" CHECK (size IN ('large', 'medium', 'small')),
    identity_kind TEXT COLLATE "C" CHECK (identity_kind IN ('uscc', 'resident_id', 'foreign_other')),
    identity_ct BYTEA,
    identity_key TEXT COLLATE "C",
    identity_last4 TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'closed', 'erased')),
    opened_on DATE NOT NULL,
    owner_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    import_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX clients_branch_id_sort_key_id_idx ON clients (branch_id, sort_key, id);
CREATE INDEX clients_sort_key_id_idx ON clients (sort_key, id);

CREATE TABLE client_identities (
    identity_kind TEXT COLLATE "C" NOT NULL,
    mac BYTEA NOT NULL,
    key_id TEXT COLLATE "C" NOT NULL,
    client_id UUID NOT NULL REFERENCES clients (id),
    PRIMARY KEY (identity_kind, mac)
);
CREATE INDEX client_identities_client_id_idx ON client_identities (client_id);

CREATE TABLE client_contacts (
    id UUID NOT NULL PRIMARY KEY,
    client_id UUID NOT NULL REFERENCES clients (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('phone', 'address', 'person')),
    label TEXT COLLATE "C",
    ct BYTEA,
    key_id TEXT COLLATE "C",
    last4 TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ
);
CREATE INDEX client_contacts_client_id_idx ON client_contacts (client_id);

CREATE TABLE client_ratings (
    id UUID NOT NULL PRIMARY KEY,
    client_id UUID NOT NULL REFERENCES clients (id),
    axis TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C",
    valid_from DATE NOT NULL,
    known_from TIMESTAMPTZ NOT NULL,
    known_to TIMESTAMPTZ,
    reason TEXT COLLATE "C" NOT NULL,
    rated_by UUID
);
CREATE UNIQUE INDEX client_ratings_client_id_axis_valid_from_key ON client_ratings (client_id, axis, valid_from) where known_to IS NULL;

CREATE TABLE client_flags (
    client_id UUID NOT NULL REFERENCES clients (id),
    flag TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (client_id, flag)
);

CREATE TABLE client_locks (
    client_id UUID NOT NULL PRIMARY KEY REFERENCES clients (id),
    holder_kind TEXT COLLATE "C" NOT NULL CHECK (holder_kind IN ('round', 'adjustment')),
    holder_id UUID NOT NULL,
    since TIMESTAMPTZ NOT NULL
);
CREATE INDEX client_locks_holder_kind_holder_id_idx ON client_locks (holder_kind, holder_id);

CREATE TABLE accounts (
    key BIGSERIAL PRIMARY KEY,
    id UUID NOT NULL UNIQUE,
    account_no TEXT COLLATE "C" NOT NULL UNIQUE,
    client_id UUID NOT NULL REFERENCES clients (id),
    branch_id UUID NOT NULL REFERENCES org_units (id),
    outlet_id UUID,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('corporate_deposit', 'personal_deposit', 'loan', 'intermediary')),
    product TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    credit_kind BOOLEAN NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    is_natural BOOLEAN NOT NULL,
    won_confirmed_on DATE,
    won_confirmed_by UUID,
    owner_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    import_id UUID,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX accounts_client_id_idx ON accounts (client_id);
CREATE INDEX accounts_branch_id_kind_idx ON accounts (branch_id, kind);

CREATE TABLE loans (
    account_id UUID NOT NULL PRIMARY KEY REFERENCES accounts (id),
    granted_on DATE NOT NULL,
    due_on DATE,
    principal_minor BIGINT NOT NULL CHECK (principal_minor >= 0),
    months INTEGER,
    loan_class TEXT COLLATE "C" NOT NULL CHECK (loan_class IN ('normal', 'special_mention', 'substandard', 'doubtful', 'loss')),
    status TEXT COLLATE "C",
    version BIGINT NOT NULL
);

CREATE TABLE balance_changes (
    account_key BIGINT NOT NULL REFERENCES accounts (key),
    day DATE NOT NULL,
    seq INTEGER NOT NULL,
    known INTEGER NOT NULL,
    balance_minor BIGINT NOT NULL,
    amount_minor BIGINT,
    import_id UUID NOT NULL,
    PRIMARY KEY (account_key, day, seq, known)
) PARTITION BY RANGE (day);
CREATE TABLE balance_changes_rest PARTITION OF balance_changes DEFAULT;

CREATE TABLE imports (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('org_units', 'employees', 'managers', 'clients', 'accounts', 'balance_changes', 'loans')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'validating', 'applying', 'done', 'failed', 'cancelled')),
    all_or_nothing BOOLEAN NOT NULL,
    dry_run BOOLEAN NOT NULL,
    restate BOOLEAN NOT NULL,
    hidden BOOLEAN NOT NULL,
    file_id UUID,
    file_rows BIGINT,
    cursor_line BIGINT NOT NULL,
    rows_loaded BIGINT NOT NULL,
    rows_skipped BIGINT NOT NULL,
    rows_rejected BIGINT NOT NULL,
    rejects_file_id UUID,
    error JSONB,
    job_id UUID,
    branch_id UUID,
    created_by UUID,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);
CREATE INDEX imports_created_at_id_idx ON imports (created_at, id);

CREATE TABLE import_rejects (
    import_id UUID NOT NULL REFERENCES imports (id),
    line BIGINT NOT NULL,
    idx INTEGER NOT NULL,
    col TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    params JSONB NOT NULL,
    PRIMARY KEY (import_id, line, idx)
);

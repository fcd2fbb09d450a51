CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE key_canaries (
    key_id TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    canary BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit_log (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'job', 'anonymous', 'operator')),
    actor_user BLOB CHECK (length(actor_user) = 16),
    actor_job TEXT,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT,
    detail TEXT NOT NULL,
    trace_id TEXT
) STRICT;
CREATE INDEX audit_log_at_id_idx ON audit_log (at, id);
CREATE INDEX audit_log_subject_kind_subject_id_idx ON audit_log (subject_kind, subject_id);

CREATE TABLE audit_unsealed (
    audit_id BLOB NOT NULL PRIMARY KEY CHECK (length(audit_id) = 16)
) STRICT;

CREATE TABLE audit_chain (
    idx INTEGER NOT NULL PRIMARY KEY,
    audit_id BLOB NOT NULL UNIQUE REFERENCES audit_log (id) CHECK (length(audit_id) = 16),
    sealed_at TEXT NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE audit_heads (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    idx INTEGER NOT NULL,
    hash BLOB NOT NULL,
    signed_at TEXT NOT NULL,
    key_id TEXT NOT NULL,
    signature BLOB NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE access_log (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    at TEXT NOT NULL,
    actor_user BLOB CHECK (length(actor_user) = 16),
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB CHECK (length(subject_id) = 16),
    purpose TEXT
) STRICT;
CREATE INDEX access_log_subject_kind_subject_id_at_idx ON access_log (subject_kind, subject_id, at);
CREATE INDEX access_log_at_idx ON access_log (at);

CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    dedupe_key TEXT,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    payload TEXT NOT NULL,
    progress TEXT NOT NULL,
    progress_seq INTEGER NOT NULL,
    result TEXT,
    error TEXT,
    run_at TEXT NOT NULL,
    lease_owner TEXT,
    lease_until TEXT,
    fence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    cancel_requested INTEGER NOT NULL CHECK (cancel_requested IN (0, 1)),
    branch_id BLOB CHECK (length(branch_id) = 16),
    created_by BLOB CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    finished_at TEXT
) STRICT;
CREATE INDEX jobs_state_run_at_idx ON jobs (state, run_at);
CREATE UNIQUE INDEX jobs_kind_dedupe_key_key ON jobs (kind, dedupe_key) where state IN ('queued','running');

CREATE TABLE schedules (
    kind TEXT NOT NULL PRIMARY KEY,
    last_due TEXT NOT NULL
) STRICT;

CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    fence INTEGER NOT NULL
) STRICT;

CREATE TABLE files (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    content_mac BLOB NOT NULL,
    media_type TEXT NOT NULL,
    purpose TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    chunks INTEGER NOT NULL CHECK (chunks >= 0),
    key_id TEXT NOT NULL,
    created_by BLOB CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    expires_at TEXT
) STRICT;
CREATE INDEX files_expires_at_idx ON files (expires_at);

CREATE TABLE file_chunks (
    file_id BLOB NOT NULL REFERENCES files (id) CHECK (length(file_id) = 16),
    idx INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (file_id, idx)
) STRICT;

CREATE TABLE idempotency_keys (
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    operation TEXT NOT NULL,
    request_mac BLOB NOT NULL,
    result TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

CREATE TABLE approval_requests (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL CHECK (length(subject_id) = 16),
    branch_id BLOB CHECK (length(branch_id) = 16),
    base_version INTEGER NOT NULL,
    payload TEXT NOT NULL,
    payload_hash BLOB NOT NULL,
    proposer_user BLOB NOT NULL CHECK (length(proposer_user) = 16),
    proposer_employee BLOB CHECK (length(proposer_employee) = 16),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    decided_at TEXT
) STRICT;
CREATE INDEX approval_requests_state_branch_id_created_at_idx ON approval_requests (state, branch_id, created_at);
CREATE INDEX approval_requests_subject_kind_subject_id_idx ON approval_requests (subject_kind, subject_id);
CREATE UNIQUE INDEX approval_requests_kind_subject_id_key ON approval_requests (kind, subject_id) where state = 'pending';

CREATE TABLE approval_gainers (
    request_id BLOB NOT NULL REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    employee_id BLOB NOT NULL CHECK (length(employee_id) = 16),
    PRIMARY KEY (request_id, employee_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval_steps (
    request_id BLOB NOT NULL REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    idx INTEGER NOT NULL,
    role TEXT NOT NULL,
    scope_org BLOB CHECK (length(scope_org) = 16),
    decision TEXT CHECK (decision IN ('agreed', 'refused')),
    decided_by BLOB CHECK (length(decided_by) = 16),
    decided_employee BLOB CHECK (length(decided_employee) = 16),
    reason TEXT,
    decided_at TEXT,
    PRIMARY KEY (request_id, idx)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX approval_steps_request_id_decided_by_key ON approval_steps (request_id, decided_by);

CREATE TABLE deputies (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL CHECK (length(employee_id) = 16),
    deputy_employee_id BLOB NOT NULL CHECK (length(deputy_employee_id) = 16),
    role TEXT NOT NULL,
    org_unit_id BLOB NOT NULL CHECK (length(org_unit_id) = 16),
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE policy_versions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    number INTEGER NOT NULL UNIQUE,
    effective_from TEXT NOT NULL,
    body TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'adopted', 'refused')),
    proposed_by BLOB CHECK (length(proposed_by) = 16),
    created_at TEXT NOT NULL,
    adopted_at TEXT
) STRICT;
CREATE UNIQUE INDEX policy_versions_effective_from_key ON policy_versions (effective_from) where state = 'adopted';

CREATE TABLE calendar_days (
    day TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1))
) STRICT;

CREATE TABLE notices (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id BLOB NOT NULL CHECK (length(user_id) = 16),
    at TEXT NOT NULL,
    code TEXT NOT NULL,
    params TEXT NOT NULL,
    link TEXT,
    read_at TEXT
) STRICT;
CREATE INDEX notices_user_id_at_idx ON notices (user_id, at);

CREATE TABLE search_tokens (
    kind TEXT NOT NULL,
    token TEXT NOT NULL,
    subject_id BLOB NOT NULL CHECK (length(subject_id) = 16),
    PRIMARY KEY (kind, token, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_tokens_kind_subject_id_idx ON search_tokens (kind, subject_id);

CREATE TABLE settings (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value JSONB NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE key_canaries (
    key_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    purpose TEXT COLLATE "C" NOT NULL,
    canary BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE audit_log (
    id UUID NOT NULL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL CHECK (actor_kind IN ('user', 'job', 'anonymous', 'operator')),
    actor_user UUID,
    actor_job TEXT COLLATE "C",
    action TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id TEXT COLLATE "C",
    detail JSONB NOT NULL,
    trace_id TEXT COLLATE "C"
);
CREATE INDEX audit_log_at_id_idx ON audit_log (at, id);
CREATE INDEX audit_log_subject_kind_subject_id_idx ON audit_log (subject_kind, subject_id);

CREATE TABLE audit_unsealed (
    audit_id UUID NOT NULL PRIMARY KEY
);

CREATE TABLE audit_chain (
    idx BIGINT NOT NULL PRIMARY KEY,
    audit_id UUID NOT NULL UNIQUE REFERENCES audit_log (id),
    sealed_at TIMESTAMPTZ NOT NULL,
    prev BYTEA NOT NULL,
    hash BYTEA NOT NULL
);

CREATE TABLE audit_heads (
    id UUID NOT NULL PRIMARY KEY,
    idx BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    signed_at TIMESTAMPTZ NOT NULL,
    key_id TEXT COLLATE "C" NOT NULL,
    signature BYTEA NOT NULL,
    reason TEXT COLLATE "C" NOT NULL
);

CREATE TABLE access_log (
    id UUID NOT NULL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    actor_user UUID,
    action TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID,
    purpose TEXT COLLATE "C"
);
CREATE INDEX access_log_subject_kind_subject_id_at_idx ON access_log (subject_kind, subject_id, at);
CREATE INDEX access_log_at_idx ON access_log (at);

CREATE TABLE jobs (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    dedupe_key TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    payload JSONB NOT NULL,
    progress JSONB NOT NULL,
    progress_seq BIGINT NOT NULL,
    result JSONB,
    error JSONB,
    run_at TIMESTAMPTZ NOT NULL,
    lease_owner TEXT COLLATE "C",
    lease_until TIMESTAMPTZ,
    fence BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    cancel_requested BOOLEAN NOT NULL,
    branch_id UUID,
    created_by UUID,
    created_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ
);
CREATE INDEX jobs_state_run_at_idx ON jobs (state, run_at);
CREATE UNIQUE INDEX jobs_kind_dedupe_key_key ON jobs (kind, dedupe_key) where state IN ('queued','running');

CREATE TABLE schedules (
    kind TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    last_due TIMESTAMPTZ NOT NULL
);

CREATE TABLE leases (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    owner TEXT COLLATE "C" NOT NULL,
    lease_until TIMESTAMPTZ NOT NULL,
    fence BIGINT NOT NULL
);

CREATE TABLE files (
    id UUID NOT NULL PRIMARY KEY,
    content_mac BYTEA NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 0),
    chunks INTEGER NOT NULL CHECK (chunks >= 0),
    key_id TEXT COLLATE "C" NOT NULL,
    created_by UUID,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ
);
CREATE INDEX files_expires_at_idx ON files (expires_at);

CREATE TABLE file_chunks (
    file_id UUID NOT NULL REFERENCES files (id),
    idx INTEGER NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (file_id, idx)
);

CREATE TABLE idempotency_keys (
    actor TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    operation TEXT COLLATE "C" NOT NULL,
    request_mac BYTEA NOT NULL,
    result JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

CREATE TABLE approval_requests (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    branch_id UUID,
    base_version BIGINT NOT NULL,
    payload JSONB NOT NULL,
    payload_hash BYTEA NOT NULL,
    proposer_user UUID NOT NULL,
    proposer_employee UUID,
    reason TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale')),
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ
);
CREATE INDEX approval_requests_state_branch_id_created_at_idx ON approval_requests (state, branch_id, created_at);
CREATE INDEX approval_requests_subject_kind_subject_id_idx ON approval_requests (subject_kind, subject_id);
CREATE UNIQUE INDEX approval_requests_kind_subject_id_key ON approval_requests (kind, subject_id) where state = 'pending';

CREATE TABLE approval_gainers (
    request_id UUID NOT NULL REFERENCES approval_requests (id),
    employee_id UUID NOT NULL,
    PRIMARY KEY (request_id, employee_id)
);

CREATE TABLE approval_steps (
    request_id UUID NOT NULL REFERENCES approval_requests (id),
    idx INTEGER NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    scope_org UUID,
    decision TEXT COLLATE "C" CHECK (decision IN ('agreed', 'refused')),
    decided_by UUID,
    decided_employee UUID,
    reason TEXT COLLATE "C",
    decided_at TIMESTAMPTZ,
    PRIMARY KEY (request_id, idx)
);
CREATE UNIQUE INDEX approval_steps_request_id_decided_by_key ON approval_steps (request_id, decided_by);

CREATE TABLE deputies (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL,
    deputy_employee_id UUID NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    org_unit_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE policy_versions (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    effective_from DATE NOT NULL,
    body JSONB NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'adopted', 'refused')),
    proposed_by UUID,
    created_at TIMESTAMPTZ NOT NULL,
    adopted_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX policy_versions_effective_from_key ON policy_versions (effective_from) where state = 'adopted';

CREATE TABLE calendar_days (
    day DATE NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('holiday', 'workday')),
    name TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    confirmed BOOLEAN NOT NULL
);

CREATE TABLE notices (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    params JSONB NOT NULL,
    link TEXT COLLATE "C",
    read_at TIMESTAMPTZ
);
CREATE INDEX notices_user_id_at_idx ON notices (user_id, at);

CREATE TABLE search_tokens (
    kind TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    PRIMARY KEY (kind, token, subject_id)
);
CREATE INDEX search_tokens_kind_subject_id_idx ON search_tokens (kind, subject_id);

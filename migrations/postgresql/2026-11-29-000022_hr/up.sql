ALTER TABLE employees ADD COLUMN changed_at TIMESTAMPTZ NOT NULL DEFAULT '1970-01-01T00:00:00Z';
UPDATE employees SET changed_at = created_at;
CREATE INDEX employees_changed_at_id_idx ON employees (changed_at, id);
CREATE INDEX manager_history_known_from_id_idx ON manager_history (known_from, id);

CREATE TABLE api_clients (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL UNIQUE REFERENCES users (id),
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    scopes JSONB NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'revoked')),
    secret_mac BYTEA NOT NULL,
    secret_key_id TEXT COLLATE "C" NOT NULL,
    secret_since TIMESTAMPTZ NOT NULL,
    previous_mac BYTEA,
    previous_key_id TEXT COLLATE "C",
    previous_until TIMESTAMPTZ,
    last_used_at TIMESTAMPTZ,
    version BIGINT NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    CHECK ((previous_mac IS NULL) = (previous_until IS NULL) AND (previous_mac IS NULL) = (previous_key_id IS NULL))
);

CREATE TABLE hr_events (
    id UUID NOT NULL PRIMARY KEY,
    api_client_id UUID NOT NULL REFERENCES api_clients (id),
    biz_id TEXT COLLATE "C" NOT NULL,
    content_mac BYTEA NOT NULL,
    content_key_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('hire', 'transfer', 'leave', 'rehire')),
    employee_id UUID NOT NULL REFERENCES employees (id),
    org_unit_id UUID REFERENCES org_units (id),
    hire_kind TEXT COLLATE "C" CHECK (hire_kind IN ('employee', 'external')),
    effective_on DATE NOT NULL,
    reason TEXT COLLATE "C",
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'applied', 'failed')),
    failure TEXT COLLATE "C",
    received_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    CHECK ((state = 'waiting') = (settled_at IS NULL) AND (state = 'failed') = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX hr_events_api_client_id_biz_id_key ON hr_events (api_client_id, biz_id);
CREATE INDEX hr_events_received_at_id_idx ON hr_events (received_at, id);
CREATE INDEX hr_events_state_effective_on_idx ON hr_events (state, effective_on);
CREATE INDEX hr_events_employee_id_idx ON hr_events (employee_id);

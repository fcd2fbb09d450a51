ALTER TABLE employees ADD COLUMN changed_at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00.000000Z';
UPDATE employees SET changed_at = created_at;
CREATE INDEX employees_changed_at_id_idx ON employees (changed_at, id);
CREATE INDEX manager_history_known_from_id_idx ON manager_history (known_from, id);

CREATE TABLE api_clients (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id BLOB NOT NULL UNIQUE REFERENCES users (id) CHECK (length(user_id) = 16),
    name TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
    secret_mac BLOB NOT NULL,
    secret_key_id TEXT NOT NULL,
    secret_since TEXT NOT NULL,
    previous_mac BLOB,
    previous_key_id TEXT,
    previous_until TEXT,
    last_used_at TEXT,
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    CHECK ((previous_mac IS NULL) = (previous_until IS NULL) AND (previous_mac IS NULL) = (previous_key_id IS NULL))
) STRICT;

CREATE TABLE hr_events (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    api_client_id BLOB NOT NULL REFERENCES api_clients (id) CHECK (length(api_client_id) = 16),
    biz_id TEXT NOT NULL,
    content_mac BLOB NOT NULL,
    content_key_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hire', 'transfer', 'leave', 'rehire')),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    org_unit_id BLOB REFERENCES org_units (id) CHECK (length(org_unit_id) = 16),
    hire_kind TEXT CHECK (hire_kind IN ('employee', 'external')),
    effective_on TEXT NOT NULL,
    reason TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'failed')),
    failure TEXT,
    received_at TEXT NOT NULL,
    settled_at TEXT,
    CHECK ((state = 'waiting') = (settled_at IS NULL) AND (state = 'failed') = (failure IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX hr_events_api_client_id_biz_id_key ON hr_events (api_client_id, biz_id);
CREATE INDEX hr_events_received_at_id_idx ON hr_events (received_at, id);
CREATE INDEX hr_events_state_effective_on_idx ON hr_events (state, effective_on);
CREATE INDEX hr_events_employee_id_idx ON hr_events (employee_id);

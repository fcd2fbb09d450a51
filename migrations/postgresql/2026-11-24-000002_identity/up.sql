CREATE TABLE org_units (
    id UUID NOT NULL PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('head_office', 'department', 'regional_branch', 'branch', 'outlet')),
    parent_id UUID REFERENCES org_units (id),
    branch_id UUID,
    district TEXT COLLATE "C",
    opened_on DATE NOT NULL,
    closed_on DATE,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX org_units_branch_id_idx ON org_units (branch_id);
CREATE INDEX org_units_sort_key_id_idx ON org_units (sort_key, id);

CREATE TABLE employees (
    id UUID NOT NULL PRIMARY KEY,
    employee_no TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    org_unit_id UUID NOT NULL REFERENCES org_units (id),
    branch_id UUID,
    hire_kind TEXT COLLATE "C" NOT NULL CHECK (hire_kind IN ('employee', 'external')),
    hired_on DATE NOT NULL,
    left_on DATE,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX employees_branch_id_sort_key_idx ON employees (branch_id, sort_key);
CREATE INDEX employees_sort_key_id_idx ON employees (sort_key, id);

CREATE TABLE users (
    id UUID NOT NULL PRIMARY KEY,
    username TEXT COLLATE "C" NOT NULL UNIQUE,
    employee_id UUID REFERENCES employees (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('human', 'machine')),
    password_hash TEXT COLLATE "C",
    password_changed_at TIMESTAMPTZ,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'deactivated', 'invited')),
    locale TEXT COLLATE "C" NOT NULL CHECK (locale IN ('zh-CN', 'en')),
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX users_employee_id_key ON users (employee_id);

CREATE TABLE positions (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    role TEXT COLLATE "C" NOT NULL,
    org_unit_id UUID NOT NULL REFERENCES org_units (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    request_id UUID,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX positions_employee_id_idx ON positions (employee_id);
CREATE INDEX positions_org_unit_id_role_idx ON positions (org_unit_id, role);

CREATE TABLE sessions (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    auth_at TIMESTAMPTZ NOT NULL,
    auth_strength TEXT COLLATE "C" NOT NULL CHECK (auth_strength IN ('password', 'totp')),
    ended_at TIMESTAMPTZ,
    ended_reason TEXT COLLATE "C"
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

CREATE TABLE refresh_tokens (
    id UUID NOT NULL PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id),
    issued_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    successor_id UUID
);
CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);

CREATE TABLE login_attempts (
    subject_mac BYTEA NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    first_at TIMESTAMPTZ NOT NULL,
    last_at TIMESTAMPTZ NOT NULL,
    blocked_until TIMESTAMPTZ
);

CREATE TABLE invites (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    token_mac BYTEA NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);

CREATE TABLE managers (
    id UUID NOT NULL PRIMARY KEY,
    manager_no TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    employee_id UUID REFERENCES employees (id),
    class TEXT COLLATE "C" NOT NULL CHECK (class IN ('a', 'b', 'virtual')),
    b_kind TEXT COLLATE "C" CHECK (b_kind IN ('in_post', 'off_post')),
    grade TEXT COLLATE "C" CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    branch_id UUID NOT NULL REFERENCES org_units (id),
    outlet_id UUID,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
    term_from DATE NOT NULL,
    term_to DATE,
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX managers_branch_id_sort_key_idx ON managers (branch_id, sort_key);
CREATE INDEX managers_employee_id_idx ON managers (employee_id);

CREATE TABLE manager_history (
    id UUID NOT NULL PRIMARY KEY,
    manager_id UUID NOT NULL REFERENCES managers (id),
    version BIGINT NOT NULL,
    class TEXT COLLATE "C" NOT NULL,
    b_kind TEXT COLLATE "C",
    grade TEXT COLLATE "C",
    branch_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    term_from DATE NOT NULL,
    term_to DATE,
    valid_from DATE NOT NULL,
    known_from TIMESTAMPTZ NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    changed_by UUID
);
CREATE UNIQUE INDEX manager_history_manager_id_version_key ON manager_history (manager_id, version);

CREATE TABLE manager_maintainers (
    id UUID NOT NULL PRIMARY KEY,
    manager_id UUID NOT NULL REFERENCES managers (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    reason TEXT COLLATE "C" NOT NULL,
    created_by UUID,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX manager_maintainers_manager_id_idx ON manager_maintainers (manager_id);
CREATE INDEX manager_maintainers_employee_id_idx ON manager_maintainers (employee_id);

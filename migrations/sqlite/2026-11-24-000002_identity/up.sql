CREATE TABLE org_units (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('head_office', 'department', 'regional_branch', 'branch', 'outlet')),
    parent_id BLOB REFERENCES org_units (id) CHECK (length(parent_id) = 16),
    branch_id BLOB CHECK (length(branch_id) = 16),
    district TEXT,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX org_units_branch_id_idx ON org_units (branch_id);
CREATE INDEX org_units_sort_key_id_idx ON org_units (sort_key, id);

CREATE TABLE employees (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_no TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    org_unit_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(org_unit_id) = 16),
    branch_id BLOB CHECK (length(branch_id) = 16),
    hire_kind TEXT NOT NULL CHECK (hire_kind IN ('employee', 'external')),
    hired_on TEXT NOT NULL,
    left_on TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX employees_branch_id_sort_key_idx ON employees (branch_id, sort_key);
CREATE INDEX employees_sort_key_id_idx ON employees (sort_key, id);

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    username TEXT NOT NULL UNIQUE,
    employee_id BLOB REFERENCES employees (id) CHECK (length(employee_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('human', 'machine')),
    password_hash TEXT,
    password_changed_at TEXT,
    state TEXT NOT NULL CHECK (state IN ('active', 'deactivated', 'invited')),
    locale TEXT NOT NULL CHECK (locale IN ('zh-CN', 'en')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_employee_id_key ON users (employee_id);

CREATE TABLE positions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    role TEXT NOT NULL,
    org_unit_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(org_unit_id) = 16),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    request_id BLOB CHECK (length(request_id) = 16),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX positions_employee_id_idx ON positions (employee_id);
CREATE INDEX positions_org_unit_id_role_idx ON positions (org_unit_id, role);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id BLOB NOT NULL REFERENCES users (id) CHECK (length(user_id) = 16),
    created_at TEXT NOT NULL,
    last_used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    auth_at TEXT NOT NULL,
    auth_strength TEXT NOT NULL CHECK (auth_strength IN ('password', 'totp')),
    ended_at TEXT,
    ended_reason TEXT
) STRICT;
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

CREATE TABLE refresh_tokens (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    session_id BLOB NOT NULL REFERENCES sessions (id) CHECK (length(session_id) = 16),
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    successor_id BLOB CHECK (length(successor_id) = 16)
) STRICT;
CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);

CREATE TABLE login_attempts (
    subject_mac BLOB NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    blocked_until TEXT
) STRICT;

CREATE TABLE invites (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id BLOB NOT NULL REFERENCES users (id) CHECK (length(user_id) = 16),
    token_mac BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE managers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_no TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    employee_id BLOB REFERENCES employees (id) CHECK (length(employee_id) = 16),
    class TEXT NOT NULL CHECK (class IN ('a', 'b', 'virtual')),
    b_kind TEXT CHECK (b_kind IN ('in_post', 'off_post')),
    grade TEXT CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    outlet_id BLOB CHECK (length(outlet_id) = 16),
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
    term_from TEXT NOT NULL,
    term_to TEXT,
    reason TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX managers_branch_id_sort_key_idx ON managers (branch_id, sort_key);
CREATE INDEX managers_employee_id_idx ON managers (employee_id);

CREATE TABLE manager_history (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    version INTEGER NOT NULL,
    class TEXT NOT NULL,
    b_kind TEXT,
    grade TEXT,
    branch_id BLOB NOT NULL CHECK (length(branch_id) = 16),
    state TEXT NOT NULL,
    term_from TEXT NOT NULL,
    term_to TEXT,
    valid_from TEXT NOT NULL,
    known_from TEXT NOT NULL,
    reason TEXT NOT NULL,
    changed_by BLOB CHECK (length(changed_by) = 16)
) STRICT;
CREATE UNIQUE INDEX manager_history_manager_id_version_key ON manager_history (manager_id, version);

CREATE TABLE manager_maintainers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    reason TEXT NOT NULL,
    created_by BLOB CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX manager_maintainers_manager_id_idx ON manager_maintainers (manager_id);
CREATE INDEX manager_maintainers_employee_id_idx ON manager_maintainers (employee_id);

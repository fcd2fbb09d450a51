CREATE TABLE qualification_statements (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    line TEXT NOT NULL CHECK (line IN ('character', 'health', 'education', 'further')),
    outcome TEXT CHECK (outcome IN ('passed', 'failed', 'unknown')),
    education TEXT CHECK (education IN ('secondary', 'junior_college', 'bachelor', 'master', 'doctorate')),
    evidence TEXT NOT NULL,
    source TEXT NOT NULL,
    stated_on TEXT NOT NULL,
    stated_by BLOB NOT NULL REFERENCES users (id) CHECK (length(stated_by) = 16),
    stated_at TEXT NOT NULL,
    CHECK ((outcome IS NULL) <> (education IS NULL)),
    CHECK (education IS NULL OR line = 'education')
) STRICT;
CREATE INDEX qualification_statements_employee_id_stated_at_idx ON qualification_statements (employee_id, stated_at);

CREATE TABLE employments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    employer TEXT NOT NULL,
    post TEXT NOT NULL,
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    evidence TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES users (id) CHECK (length(recorded_by) = 16),
    recorded_at TEXT NOT NULL,
    revoked_by BLOB REFERENCES users (id) CHECK (length(revoked_by) = 16),
    revoked_at TEXT,
    reason TEXT,
    version INTEGER NOT NULL,
    CHECK (from_on < to_on),
    CHECK ((revoked_at IS NULL) = (reason IS NULL)),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
) STRICT;
CREATE INDEX employments_employee_id_idx ON employments (employee_id);

CREATE TABLE adverse_records (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('business_fault', 'misconduct', 'sanction', 'dishonesty', 'other')),
    description TEXT NOT NULL,
    evidence TEXT NOT NULL,
    occurred_on TEXT NOT NULL,
    counts_from TEXT NOT NULL,
    counts_to TEXT,
    source TEXT NOT NULL CHECK (source IN ('register', 'conduct')),
    entered_by BLOB REFERENCES users (id) CHECK (length(entered_by) = 16),
    entered_at TEXT NOT NULL,
    lifted_on TEXT,
    lifted_by BLOB REFERENCES users (id) CHECK (length(lifted_by) = 16),
    lifted_at TEXT,
    reason TEXT,
    version INTEGER NOT NULL,
    CHECK (occurred_on <= counts_from),
    CHECK (counts_to IS NULL OR counts_from < counts_to),
    CHECK ((lifted_on IS NULL) = (reason IS NULL)),
    CHECK ((lifted_on IS NULL) = (lifted_at IS NULL))
) STRICT;
CREATE INDEX adverse_records_employee_id_idx ON adverse_records (employee_id);
CREATE INDEX adverse_records_entered_at_id_idx ON adverse_records (entered_at, id);

CREATE TABLE rating_panels (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
    due_on TEXT NOT NULL,
    reason TEXT,
    convened_by BLOB NOT NULL REFERENCES users (id) CHECK (length(convened_by) = 16),
    convened_at TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (state <> 'cancelled' OR reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX rating_panels_open_key ON rating_panels (employee_id) WHERE state = 'open';
CREATE INDEX rating_panels_employee_id_ended_at_idx ON rating_panels (employee_id, ended_at);
CREATE INDEX rating_panels_convened_at_id_idx ON rating_panels (convened_at, id);

CREATE TABLE rating_panel_raters (
    panel_id BLOB NOT NULL REFERENCES rating_panels (id) CHECK (length(panel_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    rated_at TEXT,
    PRIMARY KEY (panel_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_panel_raters_employee_id_idx ON rating_panel_raters (employee_id);

CREATE TABLE ratings (
    panel_id BLOB NOT NULL CHECK (length(panel_id) = 16),
    employee_id BLOB NOT NULL CHECK (length(employee_id) = 16),
    line TEXT NOT NULL CHECK (line IN ('innovation', 'business', 'public_relations', 'image')),
    points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100),
    remark TEXT,
    PRIMARY KEY (panel_id, employee_id, line),
    FOREIGN KEY (panel_id, employee_id) REFERENCES rating_panel_raters (panel_id, employee_id)
) STRICT, WITHOUT ROWID;

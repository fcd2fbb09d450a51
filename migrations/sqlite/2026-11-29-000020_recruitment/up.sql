CREATE TABLE recruitments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    title TEXT NOT NULL,
    branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    class TEXT NOT NULL CHECK (class IN ('a', 'b')),
    b_kind TEXT CHECK (b_kind IN ('in_post', 'off_post')),
    grade TEXT NOT NULL CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    vacancies INTEGER NOT NULL CHECK (vacancies BETWEEN 1 AND 100),
    requirements TEXT NOT NULL,
    opens_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    scoring_ends_at TEXT NOT NULL,
    criteria TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'ranked', 'notice', 'proposed', 'appointed', 'cancelled')),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    notice_ends_at TEXT,
    request_id BLOB REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    policy_number INTEGER NOT NULL,
    reason TEXT,
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    CHECK (opens_at < closes_at),
    CHECK (closes_at < scoring_ends_at),
    CHECK ((class = 'b') = (b_kind IS NOT NULL)),
    CHECK (state <> 'cancelled' OR reason IS NOT NULL),
    CHECK (state NOT IN ('notice', 'proposed', 'appointed') OR notice_ends_at IS NOT NULL)
) STRICT;
CREATE INDEX recruitments_created_at_id_idx ON recruitments (created_at, id);

CREATE TABLE recruitment_panel (
    recruitment_id BLOB NOT NULL REFERENCES recruitments (id) CHECK (length(recruitment_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    chair INTEGER NOT NULL CHECK (chair IN (0, 1)),
    PRIMARY KEY (recruitment_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX recruitment_panel_employee_id_idx ON recruitment_panel (employee_id);

CREATE TABLE recruitment_applications (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    recruitment_id BLOB NOT NULL REFERENCES recruitments (id) CHECK (length(recruitment_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    statement TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('submitted', 'withdrawn', 'removed')),
    lines TEXT NOT NULL,
    policy_number INTEGER NOT NULL,
    submitted_at TEXT NOT NULL,
    ended_at TEXT,
    reason TEXT,
    version INTEGER NOT NULL,
    UNIQUE (recruitment_id, employee_id),
    CHECK ((state = 'submitted') = (ended_at IS NULL))
) STRICT;
CREATE INDEX recruitment_applications_employee_id_idx ON recruitment_applications (employee_id);

CREATE TABLE recruitment_documents (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    recruitment_id BLOB NOT NULL REFERENCES recruitments (id) CHECK (length(recruitment_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('resume', 'certificate', 'performance', 'other')),
    file_id BLOB NOT NULL CHECK (length(file_id) = 16),
    media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    size INTEGER NOT NULL CHECK (size > 0),
    added_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX recruitment_documents_recruitment_id_employee_id_idx ON recruitment_documents (recruitment_id, employee_id);

CREATE TABLE recruitment_recusals (
    application_id BLOB NOT NULL REFERENCES recruitment_applications (id) CHECK (length(application_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('relative', 'rival', 'other')),
    reason TEXT NOT NULL,
    declared_by BLOB NOT NULL REFERENCES users (id) CHECK (length(declared_by) = 16),
    declared_at TEXT NOT NULL,
    PRIMARY KEY (application_id, employee_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE recruitment_sheets (
    application_id BLOB NOT NULL REFERENCES recruitment_applications (id) CHECK (length(application_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    no INTEGER NOT NULL CHECK (no >= 1),
    points TEXT NOT NULL,
    weighted INTEGER NOT NULL CHECK (weighted BETWEEN 0 AND 1000000),
    remark TEXT,
    given_at TEXT NOT NULL,
    PRIMARY KEY (application_id, employee_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE recruitment_rankings (
    recruitment_id BLOB NOT NULL REFERENCES recruitments (id) CHECK (length(recruitment_id) = 16),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    application_id BLOB NOT NULL REFERENCES recruitment_applications (id) CHECK (length(application_id) = 16),
    total INTEGER NOT NULL CHECK (total >= 0),
    sheets INTEGER NOT NULL CHECK (sheets >= 1),
    rank INTEGER NOT NULL CHECK (rank >= 1),
    place INTEGER NOT NULL CHECK (place >= 1),
    tied INTEGER NOT NULL CHECK (tied IN (0, 1)),
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    reason TEXT,
    PRIMARY KEY (recruitment_id, revision, application_id),
    UNIQUE (recruitment_id, revision, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE recruitment_objections (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    recruitment_id BLOB NOT NULL REFERENCES recruitments (id) CHECK (length(recruitment_id) = 16),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    application_id BLOB REFERENCES recruitment_applications (id) CHECK (length(application_id) = 16),
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'rejected', 'withdrawn')),
    remedy TEXT CHECK (remedy IN ('remove', 'reorder')),
    decision_reason TEXT,
    decided_by BLOB REFERENCES users (id) CHECK (length(decided_by) = 16),
    decided_at TEXT,
    created_at TEXT NOT NULL,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state = 'upheld') = (remedy IS NOT NULL)),
    CHECK ((state IN ('upheld', 'rejected')) = (decision_reason IS NOT NULL))
) STRICT;
CREATE INDEX recruitment_objections_recruitment_id_created_at_idx ON recruitment_objections (recruitment_id, created_at);

CREATE TABLE recruitment_events (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    recruitment_id BLOB NOT NULL REFERENCES recruitments (id) CHECK (length(recruitment_id) = 16),
    kind TEXT NOT NULL,
    reason TEXT,
    made_by BLOB REFERENCES users (id) CHECK (length(made_by) = 16),
    made_at TEXT NOT NULL
) STRICT;
CREATE INDEX recruitment_events_recruitment_id_made_at_idx ON recruitment_events (recruitment_id, made_at);

CREATE TABLE recruitment_appointments (
    application_id BLOB NOT NULL PRIMARY KEY REFERENCES recruitment_applications (id) CHECK (length(application_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    request_id BLOB NOT NULL REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    term_from TEXT NOT NULL,
    term_to TEXT,
    appointed_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX managers_standing_employee_key ON managers (employee_id) WHERE state <> 'left';

CREATE TABLE recruitments (
    id UUID NOT NULL PRIMARY KEY,
    title TEXT COLLATE "C" NOT NULL,
    branch_id UUID NOT NULL REFERENCES org_units (id),
    class TEXT COLLATE "C" NOT NULL CHECK (class IN ('a', 'b')),
    b_kind TEXT COLLATE "C" CHECK (b_kind IN ('in_post', 'off_post')),
    grade TEXT COLLATE "C" NOT NULL CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    vacancies INTEGER NOT NULL CHECK (vacancies BETWEEN 1 AND 100),
    requirements TEXT COLLATE "C" NOT NULL,
    opens_at TIMESTAMPTZ NOT NULL,
    closes_at TIMESTAMPTZ NOT NULL,
    scoring_ends_at TIMESTAMPTZ NOT NULL,
    criteria JSONB NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'ranked', 'notice', 'proposed', 'appointed', 'cancelled')),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    notice_ends_at TIMESTAMPTZ,
    request_id UUID REFERENCES approval_requests (id),
    policy_number BIGINT NOT NULL,
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    CHECK (opens_at < closes_at),
    CHECK (closes_at < scoring_ends_at),
    CHECK ((class = 'b') = (b_kind IS NOT NULL)),
    CHECK (state <> 'cancelled' OR reason IS NOT NULL),
    CHECK (state NOT IN ('notice', 'proposed', 'appointed') OR notice_ends_at IS NOT NULL)
);
CREATE INDEX recruitments_created_at_id_idx ON recruitments (created_at, id);

CREATE TABLE recruitment_panel (
    recruitment_id UUID NOT NULL REFERENCES recruitments (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    chair BOOLEAN NOT NULL,
    PRIMARY KEY (recruitment_id, employee_id)
);
CREATE INDEX recruitment_panel_employee_id_idx ON recruitment_panel (employee_id);

CREATE TABLE recruitment_applications (
    id UUID NOT NULL PRIMARY KEY,
    recruitment_id UUID NOT NULL REFERENCES recruitments (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    statement TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('submitted', 'withdrawn', 'removed')),
    lines JSONB NOT NULL,
    policy_number BIGINT NOT NULL,
    submitted_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    UNIQUE (recruitment_id, employee_id),
    CHECK ((state = 'submitted') = (ended_at IS NULL))
);
CREATE INDEX recruitment_applications_employee_id_idx ON recruitment_applications (employee_id);

CREATE TABLE recruitment_documents (
    id UUID NOT NULL PRIMARY KEY,
    recruitment_id UUID NOT NULL REFERENCES recruitments (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('resume', 'certificate', 'performance', 'other')),
    file_id UUID NOT NULL,
    media_type TEXT COLLATE "C" NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png')),
    size BIGINT NOT NULL CHECK (size > 0),
    added_at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ
);
CREATE INDEX recruitment_documents_recruitment_id_employee_id_idx ON recruitment_documents (recruitment_id, employee_id);

CREATE TABLE recruitment_recusals (
    application_id UUID NOT NULL REFERENCES recruitment_applications (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('relative', 'rival', 'other')),
    reason TEXT COLLATE "C" NOT NULL,
    declared_by UUID NOT NULL REFERENCES users (id),
    declared_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (application_id, employee_id)
);

CREATE TABLE recruitment_sheets (
    application_id UUID NOT NULL REFERENCES recruitment_applications (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    no INTEGER NOT NULL CHECK (no >= 1),
    points JSONB NOT NULL,
    weighted BIGINT NOT NULL CHECK (weighted BETWEEN 0 AND 1000000),
    remark TEXT COLLATE "C",
    given_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (application_id, employee_id, no)
);

CREATE TABLE recruitment_rankings (
    recruitment_id UUID NOT NULL REFERENCES recruitments (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    application_id UUID NOT NULL REFERENCES recruitment_applications (id),
    total BIGINT NOT NULL CHECK (total >= 0),
    sheets INTEGER NOT NULL CHECK (sheets >= 1),
    rank INTEGER NOT NULL CHECK (rank >= 1),
    place INTEGER NOT NULL CHECK (place >= 1),
    tied BOOLEAN NOT NULL,
    passed BOOLEAN NOT NULL,
    reason TEXT COLLATE "C",
    PRIMARY KEY (recruitment_id, revision, application_id),
    UNIQUE (recruitment_id, revision, place)
);

CREATE TABLE recruitment_objections (
    id UUID NOT NULL PRIMARY KEY,
    recruitment_id UUID NOT NULL REFERENCES recruitments (id),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    application_id UUID REFERENCES recruitment_applications (id),
    created_by UUID NOT NULL REFERENCES users (id),
    text TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'upheld', 'rejected', 'withdrawn')),
    remedy TEXT COLLATE "C" CHECK (remedy IN ('remove', 'reorder')),
    decision_reason TEXT COLLATE "C",
    decided_by UUID REFERENCES users (id),
    decided_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state = 'upheld') = (remedy IS NOT NULL)),
    CHECK ((state IN ('upheld', 'rejected')) = (decision_reason IS NOT NULL))
);
CREATE INDEX recruitment_objections_recruitment_id_created_at_idx ON recruitment_objections (recruitment_id, created_at);

CREATE TABLE recruitment_events (
    id UUID NOT NULL PRIMARY KEY,
    recruitment_id UUID NOT NULL REFERENCES recruitments (id),
    kind TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    made_by UUID REFERENCES users (id),
    made_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX recruitment_events_recruitment_id_made_at_idx ON recruitment_events (recruitment_id, made_at);

CREATE TABLE recruitment_appointments (
    application_id UUID NOT NULL PRIMARY KEY REFERENCES recruitment_applications (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    request_id UUID NOT NULL REFERENCES approval_requests (id),
    term_from DATE NOT NULL,
    term_to DATE,
    appointed_at TIMESTAMPTZ NOT NULL
);

CREATE UNIQUE INDEX managers_standing_employee_key ON managers (employee_id) WHERE state <> 'left';

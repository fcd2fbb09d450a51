CREATE TABLE certification_files (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    manager_id UUID REFERENCES managers (id),
    branch_id UUID REFERENCES org_units (id),
    grade TEXT COLLATE "C" NOT NULL CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('registration', 'entered', 'assessment')),
    reason TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('registered', 'evaluation', 'deciding', 'certified', 'unqualified', 'refused', 'withdrawn')),
    end_reason TEXT COLLATE "C",
    request_id UUID REFERENCES approval_requests (id),
    version BIGINT NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CHECK ((stage IN ('registered', 'evaluation', 'deciding')) = (ended_at IS NULL)),
    CHECK (stage <> 'deciding' OR request_id IS NOT NULL)
);
CREATE UNIQUE INDEX certification_files_open_key ON certification_files (employee_id, grade) WHERE ended_at IS NULL;
CREATE INDEX certification_files_employee_id_idx ON certification_files (employee_id);
CREATE INDEX certification_files_created_at_id_idx ON certification_files (created_at, id);

CREATE TABLE certification_reviews (
    id UUID NOT NULL PRIMARY KEY,
    file_id UUID NOT NULL REFERENCES certification_files (id),
    passed BOOLEAN NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    policy_number BIGINT NOT NULL,
    checklist JSONB NOT NULL,
    reviewed_by UUID NOT NULL REFERENCES users (id),
    reviewed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX certification_reviews_file_id_idx ON certification_reviews (file_id);

CREATE TABLE certification_scores (
    id UUID NOT NULL PRIMARY KEY,
    file_id UUID NOT NULL REFERENCES certification_files (id),
    part TEXT COLLATE "C" NOT NULL CHECK (part IN ('performance', 'ability', 'written', 'oral', 'case_design', 'practice')),
    score_bps INTEGER NOT NULL CHECK (score_bps BETWEEN 0 AND 10000),
    evidence TEXT COLLATE "C" NOT NULL,
    examined_on DATE NOT NULL,
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('examiner', 'examination')),
    sitting_id UUID REFERENCES exam_sittings (id),
    entered_by UUID NOT NULL REFERENCES users (id),
    entered_at TIMESTAMPTZ NOT NULL,
    CHECK ((part = 'written') = (source = 'examination')),
    CHECK ((source = 'examination') = (sitting_id IS NOT NULL))
);
CREATE INDEX certification_scores_file_id_entered_at_idx ON certification_scores (file_id, entered_at);

CREATE TABLE certificates (
    id UUID NOT NULL PRIMARY KEY,
    file_id UUID NOT NULL UNIQUE REFERENCES certification_files (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    manager_id UUID REFERENCES managers (id),
    branch_id UUID REFERENCES org_units (id),
    grade TEXT COLLATE "C" NOT NULL CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    total_bps INTEGER NOT NULL CHECK (total_bps BETWEEN 0 AND 10000),
    policy_number BIGINT NOT NULL,
    body TEXT COLLATE "C" NOT NULL CHECK (body IN ('branch', 'committee')),
    granted_on DATE NOT NULL,
    counts_until DATE NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('valid', 'replaced', 'overturned')),
    decided_by UUID REFERENCES users (id),
    filed_at TIMESTAMPTZ,
    warned_at TIMESTAMPTZ,
    version BIGINT NOT NULL,
    CHECK (granted_on < counts_until),
    CHECK ((body = 'branch') = (filed_at IS NOT NULL))
);
CREATE UNIQUE INDEX certificates_valid_key ON certificates (employee_id) WHERE state = 'valid';
CREATE INDEX certificates_employee_id_idx ON certificates (employee_id);
CREATE INDEX certificates_counts_until_id_idx ON certificates (counts_until, id);

CREATE TABLE certificate_reviews (
    id UUID NOT NULL PRIMARY KEY,
    certificate_id UUID NOT NULL UNIQUE REFERENCES certificates (id),
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('upheld', 'overturned')),
    reason TEXT COLLATE "C" NOT NULL,
    effective_on DATE,
    reviewed_by UUID NOT NULL REFERENCES users (id),
    reviewed_at TIMESTAMPTZ NOT NULL,
    CHECK ((outcome = 'overturned') = (effective_on IS NOT NULL))
);

CREATE TABLE grade_changes (
    id UUID NOT NULL PRIMARY KEY,
    manager_id UUID NOT NULL REFERENCES managers (id),
    from_grade TEXT COLLATE "C" CHECK (from_grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    to_grade TEXT COLLATE "C" CHECK (to_grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('certified', 'demoted', 'overturned')),
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('registration', 'entered', 'assessment')),
    effective_on DATE NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C",
    certificate_id UUID REFERENCES certificates (id),
    request_id UUID REFERENCES approval_requests (id),
    decided_by UUID REFERENCES users (id),
    decided_at TIMESTAMPTZ NOT NULL,
    CHECK ((kind = 'demoted') = (certificate_id IS NULL))
);
CREATE INDEX grade_changes_manager_id_decided_at_idx ON grade_changes (manager_id, decided_at);

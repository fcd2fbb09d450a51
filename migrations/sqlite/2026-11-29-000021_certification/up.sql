CREATE TABLE certification_files (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    manager_id BLOB REFERENCES managers (id) CHECK (length(manager_id) = 16),
    branch_id BLOB REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    grade TEXT NOT NULL CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    source TEXT NOT NULL CHECK (source IN ('registration', 'entered', 'assessment')),
    reason TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('registered', 'evaluation', 'deciding', 'certified', 'unqualified', 'refused', 'withdrawn')),
    end_reason TEXT,
    request_id BLOB REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    version INTEGER NOT NULL,
    created_by BLOB REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    ended_at TEXT,
    CHECK ((stage IN ('registered', 'evaluation', 'deciding')) = (ended_at IS NULL)),
    CHECK (stage <> 'deciding' OR request_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX certification_files_open_key ON certification_files (employee_id, grade) WHERE ended_at IS NULL;
CREATE INDEX certification_files_employee_id_idx ON certification_files (employee_id);
CREATE INDEX certification_files_created_at_id_idx ON certification_files (created_at, id);

CREATE TABLE certification_reviews (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    file_id BLOB NOT NULL REFERENCES certification_files (id) CHECK (length(file_id) = 16),
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    reason TEXT NOT NULL,
    evidence TEXT NOT NULL,
    policy_number INTEGER NOT NULL,
    checklist TEXT NOT NULL,
    reviewed_by BLOB NOT NULL REFERENCES users (id) CHECK (length(reviewed_by) = 16),
    reviewed_at TEXT NOT NULL
) STRICT;
CREATE INDEX certification_reviews_file_id_idx ON certification_reviews (file_id);

CREATE TABLE certification_scores (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    file_id BLOB NOT NULL REFERENCES certification_files (id) CHECK (length(file_id) = 16),
    part TEXT NOT NULL CHECK (part IN ('performance', 'ability', 'written', 'oral', 'case_design', 'practice')),
    score_bps INTEGER NOT NULL CHECK (score_bps BETWEEN 0 AND 10000),
    evidence TEXT NOT NULL,
    examined_on TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('examiner', 'examination')),
    sitting_id BLOB REFERENCES exam_sittings (id) CHECK (length(sitting_id) = 16),
    entered_by BLOB NOT NULL REFERENCES users (id) CHECK (length(entered_by) = 16),
    entered_at TEXT NOT NULL,
    CHECK ((part = 'written') = (source = 'examination')),
    CHECK ((source = 'examination') = (sitting_id IS NOT NULL))
) STRICT;
CREATE INDEX certification_scores_file_id_entered_at_idx ON certification_scores (file_id, entered_at);

CREATE TABLE certificates (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    file_id BLOB NOT NULL UNIQUE REFERENCES certification_files (id) CHECK (length(file_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    manager_id BLOB REFERENCES managers (id) CHECK (length(manager_id) = 16),
    branch_id BLOB REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    grade TEXT NOT NULL CHECK (grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    total_bps INTEGER NOT NULL CHECK (total_bps BETWEEN 0 AND 10000),
    policy_number INTEGER NOT NULL,
    body TEXT NOT NULL CHECK (body IN ('branch', 'committee')),
    granted_on TEXT NOT NULL,
    counts_until TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('valid', 'replaced', 'overturned')),
    decided_by BLOB REFERENCES users (id) CHECK (length(decided_by) = 16),
    filed_at TEXT,
    warned_at TEXT,
    version INTEGER NOT NULL,
    CHECK (granted_on < counts_until),
    CHECK ((body = 'branch') = (filed_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX certificates_valid_key ON certificates (employee_id) WHERE state = 'valid';
CREATE INDEX certificates_employee_id_idx ON certificates (employee_id);
CREATE INDEX certificates_counts_until_id_idx ON certificates (counts_until, id);

CREATE TABLE certificate_reviews (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    certificate_id BLOB NOT NULL UNIQUE REFERENCES certificates (id) CHECK (length(certificate_id) = 16),
    outcome TEXT NOT NULL CHECK (outcome IN ('upheld', 'overturned')),
    reason TEXT NOT NULL,
    effective_on TEXT,
    reviewed_by BLOB NOT NULL REFERENCES users (id) CHECK (length(reviewed_by) = 16),
    reviewed_at TEXT NOT NULL,
    CHECK ((outcome = 'overturned') = (effective_on IS NOT NULL))
) STRICT;

CREATE TABLE grade_changes (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    from_grade TEXT CHECK (from_grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    to_grade TEXT CHECK (to_grade IN ('trainee', 'level_3', 'level_2', 'level_1', 'senior')),
    kind TEXT NOT NULL CHECK (kind IN ('certified', 'demoted', 'overturned')),
    source TEXT NOT NULL CHECK (source IN ('registration', 'entered', 'assessment')),
    effective_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    evidence TEXT,
    certificate_id BLOB REFERENCES certificates (id) CHECK (length(certificate_id) = 16),
    request_id BLOB REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    decided_by BLOB REFERENCES users (id) CHECK (length(decided_by) = 16),
    decided_at TEXT NOT NULL,
    CHECK ((kind = 'demoted') = (certificate_id IS NULL))
) STRICT;
CREATE INDEX grade_changes_manager_id_decided_at_idx ON grade_changes (manager_id, decided_at);

CREATE TABLE exam_questions (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT NOT NULL UNIQUE,
    area TEXT NOT NULL CHECK (area IN ('b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'b10', 'b11', 'b12', 'b13', 'b14', 'b15', 'b16')),
    kind TEXT NOT NULL CHECK (kind IN ('single', 'multiple', 'true_false', 'written')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'in_use', 'retired')),
    latest INTEGER NOT NULL CHECK (latest >= 1),
    adopted INTEGER CHECK (adopted >= 1 AND adopted <= latest),
    reason TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    CHECK (state <> 'in_use' OR adopted IS NOT NULL)
) STRICT;
CREATE INDEX exam_questions_area_code_idx ON exam_questions (area, code);

CREATE TABLE exam_question_versions (
    question_id BLOB NOT NULL REFERENCES exam_questions (id) CHECK (length(question_id) = 16),
    number INTEGER NOT NULL CHECK (number >= 1),
    difficulty INTEGER NOT NULL CHECK (difficulty BETWEEN 1 AND 3),
    text TEXT NOT NULL,
    options TEXT NOT NULL,
    answer TEXT NOT NULL,
    points INTEGER NOT NULL CHECK (points BETWEEN 1 AND 100),
    explanation TEXT NOT NULL,
    written_by BLOB REFERENCES users (id) CHECK (length(written_by) = 16),
    written_at TEXT NOT NULL,
    PRIMARY KEY (question_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE exams (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('grade', 'credit_officer')),
    grade TEXT,
    opens_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    rules TEXT NOT NULL,
    pass_bps INTEGER NOT NULL CHECK (pass_bps BETWEEN 1 AND 10000),
    mark_limit INTEGER NOT NULL CHECK (mark_limit BETWEEN 0 AND 100),
    seed TEXT,
    questions INTEGER NOT NULL CHECK (questions >= 0),
    full_points INTEGER NOT NULL CHECK (full_points >= 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'released', 'cancelled')),
    reason TEXT,
    released_at TEXT,
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    CHECK (opens_at < closes_at),
    CHECK ((purpose = 'grade') = (grade IS NOT NULL)),
    CHECK (state <> 'published' OR (seed IS NOT NULL AND questions > 0))
) STRICT;
CREATE INDEX exams_opens_at_id_idx ON exams (opens_at, id);

CREATE TABLE exam_papers (
    exam_id BLOB NOT NULL REFERENCES exams (id) CHECK (length(exam_id) = 16),
    place INTEGER NOT NULL CHECK (place >= 1),
    question_id BLOB NOT NULL CHECK (length(question_id) = 16),
    number INTEGER NOT NULL,
    PRIMARY KEY (exam_id, place),
    UNIQUE (exam_id, question_id),
    FOREIGN KEY (question_id, number) REFERENCES exam_question_versions (question_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE exam_sittings (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    exam_id BLOB NOT NULL REFERENCES exams (id) CHECK (length(exam_id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    state TEXT NOT NULL CHECK (state IN ('enrolled', 'sitting', 'submitted')),
    enrolled_at TEXT NOT NULL,
    started_at TEXT,
    deadline_at TEXT,
    submitted_at TEXT,
    by_clock INTEGER NOT NULL CHECK (by_clock IN (0, 1)),
    objective_points INTEGER CHECK (objective_points >= 0),
    written_points INTEGER CHECK (written_points >= 0),
    passed INTEGER CHECK (passed IN (0, 1)),
    counts_until TEXT,
    warned_at TEXT,
    UNIQUE (exam_id, employee_id),
    CHECK ((state = 'enrolled') = (started_at IS NULL)),
    CHECK ((state = 'enrolled') = (deadline_at IS NULL)),
    CHECK ((state = 'submitted') = (submitted_at IS NOT NULL))
) STRICT;
CREATE INDEX exam_sittings_employee_id_idx ON exam_sittings (employee_id);
CREATE INDEX exam_sittings_state_deadline_at_idx ON exam_sittings (state, deadline_at);
CREATE INDEX exam_sittings_counts_until_idx ON exam_sittings (counts_until);

CREATE TABLE exam_answers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    sitting_id BLOB NOT NULL REFERENCES exam_sittings (id) CHECK (length(sitting_id) = 16),
    place INTEGER NOT NULL CHECK (place >= 1),
    written INTEGER NOT NULL CHECK (written IN (0, 1)),
    answer TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    saved_at TEXT NOT NULL,
    marks INTEGER NOT NULL CHECK (marks BETWEEN 0 AND 3),
    points INTEGER CHECK (points >= 0),
    UNIQUE (sitting_id, place)
) STRICT;

CREATE TABLE exam_marks (
    answer_id BLOB NOT NULL REFERENCES exam_answers (id) CHECK (length(answer_id) = 16),
    round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 3),
    marker BLOB NOT NULL REFERENCES users (id) CHECK (length(marker) = 16),
    points INTEGER NOT NULL CHECK (points >= 0),
    note TEXT,
    marked_at TEXT NOT NULL,
    PRIMARY KEY (answer_id, round),
    UNIQUE (answer_id, marker)
) STRICT, WITHOUT ROWID;
CREATE INDEX exam_marks_marker_idx ON exam_marks (marker);

CREATE TABLE exam_questions (
    id UUID NOT NULL PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    area TEXT COLLATE "C" NOT NULL CHECK (area IN ('b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'b10', 'b11', 'b12', 'b13', 'b14', 'b15', 'b16')),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('single', 'multiple', 'true_false', 'written')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'in_use', 'retired')),
    latest INTEGER NOT NULL CHECK (latest >= 1),
    adopted INTEGER CHECK (adopted >= 1 AND adopted <= latest),
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CHECK (state <> 'in_use' OR adopted IS NOT NULL)
);
CREATE INDEX exam_questions_area_code_idx ON exam_questions (area, code);

CREATE TABLE exam_question_versions (
    question_id UUID NOT NULL REFERENCES exam_questions (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    difficulty INTEGER NOT NULL CHECK (difficulty BETWEEN 1 AND 3),
    text TEXT COLLATE "C" NOT NULL,
    options JSONB NOT NULL,
    answer JSONB NOT NULL,
    points INTEGER NOT NULL CHECK (points BETWEEN 1 AND 100),
    explanation TEXT COLLATE "C" NOT NULL,
    written_by UUID REFERENCES users (id),
    written_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (question_id, number)
);

CREATE TABLE exams (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('grade', 'credit_officer')),
    grade TEXT COLLATE "C",
    opens_at TIMESTAMPTZ NOT NULL,
    closes_at TIMESTAMPTZ NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    rules JSONB NOT NULL,
    pass_bps INTEGER NOT NULL CHECK (pass_bps BETWEEN 1 AND 10000),
    mark_limit INTEGER NOT NULL CHECK (mark_limit BETWEEN 0 AND 100),
    seed TEXT COLLATE "C",
    questions INTEGER NOT NULL CHECK (questions >= 0),
    full_points INTEGER NOT NULL CHECK (full_points >= 0),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'released', 'cancelled')),
    reason TEXT COLLATE "C",
    released_at TIMESTAMPTZ,
    version BIGINT NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    CHECK (opens_at < closes_at),
    CHECK ((purpose = 'grade') = (grade IS NOT NULL)),
    CHECK (state <> 'published' OR (seed IS NOT NULL AND questions > 0))
);
CREATE INDEX exams_opens_at_id_idx ON exams (opens_at, id);

CREATE TABLE exam_papers (
    exam_id UUID NOT NULL REFERENCES exams (id),
    place INTEGER NOT NULL CHECK (place >= 1),
    question_id UUID NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (exam_id, place),
    UNIQUE (exam_id, question_id),
    FOREIGN KEY (question_id, number) REFERENCES exam_question_versions (question_id, number)
);

CREATE TABLE exam_sittings (
    id UUID NOT NULL PRIMARY KEY,
    exam_id UUID NOT NULL REFERENCES exams (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('enrolled', 'sitting', 'submitted')),
    enrolled_at TIMESTAMPTZ NOT NULL,
    started_at TIMESTAMPTZ,
    deadline_at TIMESTAMPTZ,
    submitted_at TIMESTAMPTZ,
    by_clock BOOLEAN NOT NULL,
    objective_points INTEGER CHECK (objective_points >= 0),
    written_points INTEGER CHECK (written_points >= 0),
    passed BOOLEAN,
    counts_until DATE,
    warned_at TIMESTAMPTZ,
    UNIQUE (exam_id, employee_id),
    CHECK ((state = 'enrolled') = (started_at IS NULL)),
    CHECK ((state = 'enrolled') = (deadline_at IS NULL)),
    CHECK ((state = 'submitted') = (submitted_at IS NOT NULL))
);
CREATE INDEX exam_sittings_employee_id_idx ON exam_sittings (employee_id);
CREATE INDEX exam_sittings_state_deadline_at_idx ON exam_sittings (state, deadline_at);
CREATE INDEX exam_sittings_counts_until_idx ON exam_sittings (counts_until);

CREATE TABLE exam_answers (
    id UUID NOT NULL PRIMARY KEY,
    sitting_id UUID NOT NULL REFERENCES exam_sittings (id),
    place INTEGER NOT NULL CHECK (place >= 1),
    written BOOLEAN NOT NULL,
    answer JSONB NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    saved_at TIMESTAMPTZ NOT NULL,
    marks INTEGER NOT NULL CHECK (marks BETWEEN 0 AND 3),
    points INTEGER CHECK (points >= 0),
    UNIQUE (sitting_id, place)
);

CREATE TABLE exam_marks (
    answer_id UUID NOT NULL REFERENCES exam_answers (id),
    round INTEGER NOT NULL CHECK (round BETWEEN 1 AND 3),
    marker UUID NOT NULL REFERENCES users (id),
    points INTEGER NOT NULL CHECK (points >= 0),
    note TEXT COLLATE "C",
    marked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (answer_id, round),
    UNIQUE (answer_id, marker)
);
CREATE INDEX exam_marks_marker_idx ON exam_marks (marker);

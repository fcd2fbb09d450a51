CREATE TABLE qualification_statements (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    line TEXT COLLATE "C" NOT NULL CHECK (line IN ('character', 'health', 'education', 'further')),
    outcome TEXT COLLATE "C" CHECK (outcome IN ('passed', 'failed', 'unknown')),
    education TEXT COLLATE "C" CHECK (education IN ('secondary', 'junior_college', 'bachelor', 'master', 'doctorate')),
    evidence TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    stated_on DATE NOT NULL,
    stated_by UUID NOT NULL REFERENCES users (id),
    stated_at TIMESTAMPTZ NOT NULL,
    CHECK ((outcome IS NULL) <> (education IS NULL)),
    CHECK (education IS NULL OR line = 'education')
);
CREATE INDEX qualification_statements_employee_id_stated_at_idx ON qualification_statements (employee_id, stated_at);

CREATE TABLE employments (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    employer TEXT COLLATE "C" NOT NULL,
    post TEXT COLLATE "C" NOT NULL,
    from_on DATE NOT NULL,
    to_on DATE NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    recorded_by UUID NOT NULL REFERENCES users (id),
    recorded_at TIMESTAMPTZ NOT NULL,
    revoked_by UUID REFERENCES users (id),
    revoked_at TIMESTAMPTZ,
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    CHECK (from_on < to_on),
    CHECK ((revoked_at IS NULL) = (reason IS NULL)),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX employments_employee_id_idx ON employments (employee_id);

CREATE TABLE adverse_records (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('business_fault', 'misconduct', 'sanction', 'dishonesty', 'other')),
    description TEXT COLLATE "C" NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    occurred_on DATE NOT NULL,
    counts_from DATE NOT NULL,
    counts_to DATE,
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('register', 'conduct')),
    entered_by UUID REFERENCES users (id),
    entered_at TIMESTAMPTZ NOT NULL,
    lifted_on DATE,
    lifted_by UUID REFERENCES users (id),
    lifted_at TIMESTAMPTZ,
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    CHECK (occurred_on <= counts_from),
    CHECK (counts_to IS NULL OR counts_from < counts_to),
    CHECK ((lifted_on IS NULL) = (reason IS NULL)),
    CHECK ((lifted_on IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX adverse_records_employee_id_idx ON adverse_records (employee_id);
CREATE INDEX adverse_records_entered_at_id_idx ON adverse_records (entered_at, id);

CREATE TABLE rating_panels (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
    due_on DATE NOT NULL,
    reason TEXT COLLATE "C",
    convened_by UUID NOT NULL REFERENCES users (id),
    convened_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    version BIGINT NOT NULL,
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (state <> 'cancelled' OR reason IS NOT NULL)
);
CREATE UNIQUE INDEX rating_panels_open_key ON rating_panels (employee_id) WHERE state = 'open';
CREATE INDEX rating_panels_employee_id_ended_at_idx ON rating_panels (employee_id, ended_at);
CREATE INDEX rating_panels_convened_at_id_idx ON rating_panels (convened_at, id);

CREATE TABLE rating_panel_raters (
    panel_id UUID NOT NULL REFERENCES rating_panels (id),
    employee_id UUID NOT NULL REFERENCES employees (id),
    rated_at TIMESTAMPTZ,
    PRIMARY KEY (panel_id, employee_id)
);
CREATE INDEX rating_panel_raters_employee_id_idx ON rating_panel_raters (employee_id);

CREATE TABLE ratings (
    panel_id UUID NOT NULL,
    employee_id UUID NOT NULL,
    line TEXT COLLATE "C" NOT NULL CHECK (line IN ('innovation', 'business', 'public_relations', 'image')),
    points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100),
    remark TEXT COLLATE "C",
    PRIMARY KEY (panel_id, employee_id, line),
    FOREIGN KEY (panel_id, employee_id) REFERENCES rating_panel_raters (panel_id, employee_id)
);

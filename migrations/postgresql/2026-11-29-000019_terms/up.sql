CREATE TABLE bank_terms (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    version BIGINT NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    CHECK (valid_from < valid_to)
);
CREATE UNIQUE INDEX bank_terms_valid_from_key ON bank_terms (valid_from);

CREATE TABLE term_results (
    id UUID NOT NULL PRIMARY KEY,
    manager_id UUID NOT NULL REFERENCES managers (id),
    term_to DATE NOT NULL,
    period_from DATE NOT NULL,
    period_to DATE NOT NULL,
    passed BOOLEAN NOT NULL,
    evidence TEXT COLLATE "C" NOT NULL,
    assessed_on DATE NOT NULL,
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('entered', 'assessment')),
    entered_by UUID REFERENCES users (id),
    entered_at TIMESTAMPTZ NOT NULL,
    CHECK (period_from <= period_to AND period_to <= assessed_on),
    CHECK ((source = 'entered') = (entered_by IS NOT NULL))
);
CREATE INDEX term_results_manager_id_entered_at_idx ON term_results (manager_id, entered_at);

CREATE TABLE term_renewals (
    id UUID NOT NULL PRIMARY KEY,
    manager_id UUID NOT NULL REFERENCES managers (id),
    result_id UUID NOT NULL REFERENCES term_results (id),
    bank_term_id UUID NOT NULL REFERENCES bank_terms (id),
    request_id UUID NOT NULL REFERENCES approval_requests (id),
    ended_on DATE NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    decided_by UUID REFERENCES users (id),
    decided_at TIMESTAMPTZ NOT NULL,
    CHECK (ended_on <= valid_from AND valid_from < valid_to)
);
CREATE UNIQUE INDEX term_renewals_manager_id_ended_on_key ON term_renewals (manager_id, ended_on);
CREATE UNIQUE INDEX term_renewals_request_id_key ON term_renewals (request_id);

CREATE TABLE term_notices (
    manager_id UUID NOT NULL REFERENCES managers (id),
    term_to DATE NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('ending', 'lapsed')),
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (manager_id, term_to, kind)
);

CREATE INDEX managers_term_to_id_idx ON managers (term_to, id);

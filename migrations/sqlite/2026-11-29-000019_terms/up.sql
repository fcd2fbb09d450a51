CREATE TABLE bank_terms (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    CHECK (valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX bank_terms_valid_from_key ON bank_terms (valid_from);

CREATE TABLE term_results (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    term_to TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    evidence TEXT NOT NULL,
    assessed_on TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('entered', 'assessment')),
    entered_by BLOB REFERENCES users (id) CHECK (length(entered_by) = 16),
    entered_at TEXT NOT NULL,
    CHECK (period_from <= period_to AND period_to <= assessed_on),
    CHECK ((source = 'entered') = (entered_by IS NOT NULL))
) STRICT;
CREATE INDEX term_results_manager_id_entered_at_idx ON term_results (manager_id, entered_at);

CREATE TABLE term_renewals (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    result_id BLOB NOT NULL REFERENCES term_results (id) CHECK (length(result_id) = 16),
    bank_term_id BLOB NOT NULL REFERENCES bank_terms (id) CHECK (length(bank_term_id) = 16),
    request_id BLOB NOT NULL REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    ended_on TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    decided_by BLOB REFERENCES users (id) CHECK (length(decided_by) = 16),
    decided_at TEXT NOT NULL,
    CHECK (ended_on <= valid_from AND valid_from < valid_to)
) STRICT;
CREATE UNIQUE INDEX term_renewals_manager_id_ended_on_key ON term_renewals (manager_id, ended_on);
CREATE UNIQUE INDEX term_renewals_request_id_key ON term_renewals (request_id);

CREATE TABLE term_notices (
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    term_to TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('ending', 'lapsed')),
    at TEXT NOT NULL,
    PRIMARY KEY (manager_id, term_to, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX managers_term_to_id_idx ON managers (term_to, id);

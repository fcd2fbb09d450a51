CREATE TABLE dispatches (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    from_branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(from_branch_id) = 16),
    to_branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(to_branch_id) = 16),
    purpose TEXT NOT NULL CHECK (purpose IN ('core_client', 'complex_need', 'investment_capital', 'first_development', 'large_risk', 'crisis')),
    task TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale', 'ended')),
    request_id BLOB REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    version INTEGER NOT NULL,
    proposed_by BLOB NOT NULL REFERENCES users (id) CHECK (length(proposed_by) = 16),
    proposed_at TEXT NOT NULL,
    decided_at TEXT,
    CHECK (valid_from < valid_to AND from_branch_id <> to_branch_id)
) STRICT;
CREATE INDEX dispatches_manager_id_idx ON dispatches (manager_id);
CREATE INDEX dispatches_proposed_at_id_idx ON dispatches (proposed_at, id);

CREATE TABLE dispatches (
    id UUID NOT NULL PRIMARY KEY,
    manager_id UUID NOT NULL REFERENCES managers (id),
    from_branch_id UUID NOT NULL REFERENCES org_units (id),
    to_branch_id UUID NOT NULL REFERENCES org_units (id),
    purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('core_client', 'complex_need', 'investment_capital', 'first_development', 'large_risk', 'crisis')),
    task TEXT COLLATE "C" NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale', 'ended')),
    request_id UUID REFERENCES approval_requests (id),
    version BIGINT NOT NULL,
    proposed_by UUID NOT NULL REFERENCES users (id),
    proposed_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    CHECK (valid_from < valid_to AND from_branch_id <> to_branch_id)
);
CREATE INDEX dispatches_manager_id_idx ON dispatches (manager_id);
CREATE INDEX dispatches_proposed_at_id_idx ON dispatches (proposed_at, id);

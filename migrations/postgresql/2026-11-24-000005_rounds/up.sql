CREATE TABLE rounds (
    id UUID NOT NULL PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    branch_id UUID NOT NULL REFERENCES org_units (id),
    method TEXT COLLATE "C" NOT NULL CHECK (method IN ('unit_package', 'voluntary_application', 'open_tender', 'coordination')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'open', 'closed', 'cleared', 'notice', 'confirmed', 'effective', 'cancelled')),
    terms JSONB NOT NULL,
    opens_at TIMESTAMPTZ,
    closes_at TIMESTAMPTZ,
    notice_ends_at TIMESTAMPTZ,
    effective_on DATE,
    policy_number BIGINT,
    parent_round UUID,
    secret_digest BYTEA,
    book_revision INTEGER NOT NULL,
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    touched BIGINT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX rounds_branch_id_state_idx ON rounds (branch_id, state);
CREATE INDEX rounds_created_at_id_idx ON rounds (created_at, id);

CREATE TABLE round_lots (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES rounds (id),
    number INTEGER NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    reserve_value BIGINT NOT NULL CHECK (reserve_value >= 0),
    worth_fen BIGINT NOT NULL,
    exposure_fen BIGINT NOT NULL CHECK (exposure_fen >= 0),
    client_count INTEGER NOT NULL CHECK (client_count >= 1)
);
CREATE UNIQUE INDEX round_lots_round_id_number_key ON round_lots (round_id, number);

CREATE TABLE round_lot_clients (
    round_id UUID NOT NULL REFERENCES rounds (id),
    client_id UUID NOT NULL REFERENCES clients (id),
    lot_id UUID NOT NULL REFERENCES round_lots (id),
    worth_fen BIGINT NOT NULL,
    exposure_fen BIGINT NOT NULL,
    has_credit BOOLEAN NOT NULL,
    must_allocate BOOLEAN NOT NULL,
    standing TEXT COLLATE "C",
    size TEXT COLLATE "C",
    PRIMARY KEY (round_id, client_id)
);
CREATE INDEX round_lot_clients_lot_id_idx ON round_lot_clients (lot_id);

CREATE TABLE round_participants (
    round_id UUID NOT NULL REFERENCES rounds (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    capacity INTEGER,
    max_exposure_fen BIGINT,
    PRIMARY KEY (round_id, manager_id)
);
CREATE INDEX round_participants_manager_id_idx ON round_participants (manager_id);

CREATE TABLE round_events (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES rounds (id),
    at TIMESTAMPTZ NOT NULL,
    from_state TEXT COLLATE "C",
    to_state TEXT COLLATE "C" NOT NULL,
    actor_user UUID,
    reason TEXT COLLATE "C"
);
CREATE INDEX round_events_round_id_at_idx ON round_events (round_id, at);

CREATE TABLE round_applications (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES rounds (id),
    lot_id UUID NOT NULL REFERENCES round_lots (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    reason TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'granted', 'contested', 'refused', 'withdrawn')),
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX round_applications_lot_id_manager_id_key ON round_applications (lot_id, manager_id);
CREATE INDEX round_applications_round_id_idx ON round_applications (round_id);

CREATE TABLE round_assignments (
    lot_id UUID NOT NULL PRIMARY KEY REFERENCES round_lots (id),
    round_id UUID NOT NULL REFERENCES rounds (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    source TEXT COLLATE "C" NOT NULL CHECK (source IN ('unit', 'application', 'award', 'coordination')),
    bid_id UUID,
    value BIGINT,
    reason TEXT COLLATE "C",
    assigned_by UUID,
    assigned_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX round_assignments_round_id_idx ON round_assignments (round_id);
CREATE INDEX round_assignments_manager_id_idx ON round_assignments (manager_id);

CREATE TABLE round_keys (
    round_id UUID NOT NULL PRIMARY KEY REFERENCES rounds (id),
    wrapped_key BYTEA,
    wrap_key_id TEXT COLLATE "C" NOT NULL,
    secret_ct BYTEA NOT NULL,
    secret_key_id TEXT COLLATE "C" NOT NULL,
    destroyed_at TIMESTAMPTZ
);

CREATE TABLE bids (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES rounds (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('live', 'withdrawn')),
    version INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX bids_round_id_manager_id_idx ON bids (round_id, manager_id);

CREATE TABLE bid_versions (
    bid_id UUID NOT NULL REFERENCES bids (id),
    version INTEGER NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('placed', 'changed', 'withdrawn')),
    placed_at TIMESTAMPTZ NOT NULL,
    ciphertext BYTEA,
    digest BYTEA,
    receipt_key_id TEXT COLLATE "C" NOT NULL,
    receipt_signature BYTEA NOT NULL,
    PRIMARY KEY (bid_id, version)
);

CREATE TABLE round_books (
    round_id UUID NOT NULL REFERENCES rounds (id),
    revision INTEGER NOT NULL,
    content BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    seed BYTEA,
    reason TEXT COLLATE "C",
    objection_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (round_id, revision)
);

CREATE TABLE round_bids (
    round_id UUID NOT NULL REFERENCES rounds (id),
    revision INTEGER NOT NULL,
    bid_id UUID NOT NULL,
    manager_id UUID NOT NULL,
    value BIGINT NOT NULL,
    lots JSONB NOT NULL,
    group_name TEXT COLLATE "C",
    digest BYTEA NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('live', 'excluded', 'won', 'lost')),
    reasons JSONB NOT NULL,
    beaten_by JSONB NOT NULL,
    short_by BIGINT,
    PRIMARY KEY (round_id, revision, bid_id)
);

CREATE TABLE round_awards (
    round_id UUID NOT NULL REFERENCES rounds (id),
    revision INTEGER NOT NULL,
    job_id UUID,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('optimal', 'gap')),
    value BIGINT NOT NULL,
    bound BIGINT NOT NULL,
    gap_pct TEXT COLLATE "C" NOT NULL,
    tie_status TEXT COLLATE "C" NOT NULL,
    lots_awarded INTEGER NOT NULL,
    content BYTEA NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    PRIMARY KEY (round_id, revision)
);

CREATE TABLE objections (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES rounds (id),
    revision INTEGER NOT NULL,
    manager_id UUID,
    created_by UUID NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'upheld', 'rejected', 'withdrawn')),
    correction JSONB,
    decision_reason TEXT COLLATE "C",
    decided_by UUID,
    decided_at TIMESTAMPTZ,
    version BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX objections_round_id_idx ON objections (round_id);

CREATE TABLE commitments (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES rounds (id),
    lot_id UUID NOT NULL REFERENCES round_lots (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    bid_id UUID,
    measure TEXT COLLATE "C" NOT NULL,
    unit_fen BIGINT NOT NULL CHECK (unit_fen >= 1),
    value BIGINT NOT NULL CHECK (value >= 0),
    base_fen BIGINT NOT NULL,
    period_from DATE NOT NULL,
    period_to DATE NOT NULL,
    split JSONB NOT NULL,
    policy_number BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX commitments_round_id_lot_id_key ON commitments (round_id, lot_id);
CREATE INDEX commitments_manager_id_idx ON commitments (manager_id);

CREATE TABLE rounds (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    branch_id BLOB NOT NULL REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    method TEXT NOT NULL CHECK (method IN ('unit_package', 'voluntary_application', 'open_tender', 'coordination')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'open', 'closed', 'cleared', 'notice', 'confirmed', 'effective', 'cancelled')),
    terms TEXT NOT NULL,
    opens_at TEXT,
    closes_at TEXT,
    notice_ends_at TEXT,
    effective_on TEXT,
    policy_number INTEGER,
    parent_round BLOB CHECK (length(parent_round) = 16),
    secret_digest BLOB,
    book_revision INTEGER NOT NULL,
    reason TEXT,
    version INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX rounds_branch_id_state_idx ON rounds (branch_id, state);
CREATE INDEX rounds_created_at_id_idx ON rounds (created_at, id);

CREATE TABLE round_lots (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    reserve_value INTEGER NOT NULL CHECK (reserve_value >= 0),
    worth_fen INTEGER NOT NULL,
    exposure_fen INTEGER NOT NULL CHECK (exposure_fen >= 0),
    client_count INTEGER NOT NULL CHECK (client_count >= 1)
) STRICT;
CREATE UNIQUE INDEX round_lots_round_id_number_key ON round_lots (round_id, number);

CREATE TABLE round_lot_clients (
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    lot_id BLOB NOT NULL REFERENCES round_lots (id) CHECK (length(lot_id) = 16),
    worth_fen INTEGER NOT NULL,
    exposure_fen INTEGER NOT NULL,
    has_credit INTEGER NOT NULL CHECK (has_credit IN (0, 1)),
    must_allocate INTEGER NOT NULL CHECK (must_allocate IN (0, 1)),
    standing TEXT,
    size TEXT,
    PRIMARY KEY (round_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_lot_clients_lot_id_idx ON round_lot_clients (lot_id);

CREATE TABLE round_participants (
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    capacity INTEGER,
    max_exposure_fen INTEGER,
    PRIMARY KEY (round_id, manager_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_participants_manager_id_idx ON round_participants (manager_id);

CREATE TABLE round_events (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    at TEXT NOT NULL,
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor_user BLOB CHECK (length(actor_user) = 16),
    reason TEXT
) STRICT;
CREATE INDEX round_events_round_id_at_idx ON round_events (round_id, at);

CREATE TABLE round_applications (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    lot_id BLOB NOT NULL REFERENCES round_lots (id) CHECK (length(lot_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'contested', 'refused', 'withdrawn')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX round_applications_lot_id_manager_id_key ON round_applications (lot_id, manager_id);
CREATE INDEX round_applications_round_id_idx ON round_applications (round_id);

CREATE TABLE round_assignments (
    lot_id BLOB NOT NULL PRIMARY KEY REFERENCES round_lots (id) CHECK (length(lot_id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    source TEXT NOT NULL CHECK (source IN ('unit', 'application', 'award', 'coordination')),
    bid_id BLOB CHECK (length(bid_id) = 16),
    value INTEGER,
    reason TEXT,
    assigned_by BLOB CHECK (length(assigned_by) = 16),
    assigned_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX round_assignments_round_id_idx ON round_assignments (round_id);
CREATE INDEX round_assignments_manager_id_idx ON round_assignments (manager_id);

CREATE TABLE round_keys (
    round_id BLOB NOT NULL PRIMARY KEY REFERENCES rounds (id) CHECK (length(round_id) = 16),
    wrapped_key BLOB,
    wrap_key_id TEXT NOT NULL,
    secret_ct BLOB NOT NULL,
    secret_key_id TEXT NOT NULL,
    destroyed_at TEXT
) STRICT;

CREATE TABLE bids (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    state TEXT NOT NULL CHECK (state IN ('live', 'withdrawn')),
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX bids_round_id_manager_id_idx ON bids (round_id, manager_id);

CREATE TABLE bid_versions (
    bid_id BLOB NOT NULL REFERENCES bids (id) CHECK (length(bid_id) = 16),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('placed', 'changed', 'withdrawn')),
    placed_at TEXT NOT NULL,
    ciphertext BLOB,
    digest BLOB,
    receipt_key_id TEXT NOT NULL,
    receipt_signature BLOB NOT NULL,
    PRIMARY KEY (bid_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_books (
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    revision INTEGER NOT NULL,
    content BLOB NOT NULL,
    digest BLOB NOT NULL,
    seed BLOB,
    reason TEXT,
    objection_id BLOB CHECK (length(objection_id) = 16),
    created_at TEXT NOT NULL,
    PRIMARY KEY (round_id, revision)
) STRICT;

CREATE TABLE round_bids (
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    revision INTEGER NOT NULL,
    bid_id BLOB NOT NULL CHECK (length(bid_id) = 16),
    manager_id BLOB NOT NULL CHECK (length(manager_id) = 16),
    value INTEGER NOT NULL,
    lots TEXT NOT NULL,
    group_name TEXT,
    digest BLOB NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('live', 'excluded', 'won', 'lost')),
    reasons TEXT NOT NULL,
    beaten_by TEXT NOT NULL,
    short_by INTEGER,
    PRIMARY KEY (round_id, revision, bid_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE round_awards (
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    revision INTEGER NOT NULL,
    job_id BLOB CHECK (length(job_id) = 16),
    status TEXT NOT NULL CHECK (status IN ('optimal', 'gap')),
    value INTEGER NOT NULL,
    bound INTEGER NOT NULL,
    gap_pct TEXT NOT NULL,
    tie_status TEXT NOT NULL,
    lots_awarded INTEGER NOT NULL,
    content BLOB NOT NULL,
    created_at TEXT NOT NULL,
    published_at TEXT,
    PRIMARY KEY (round_id, revision)
) STRICT;

CREATE TABLE objections (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    revision INTEGER NOT NULL,
    manager_id BLOB CHECK (length(manager_id) = 16),
    created_by BLOB NOT NULL CHECK (length(created_by) = 16),
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'rejected', 'withdrawn')),
    correction TEXT,
    decision_reason TEXT,
    decided_by BLOB CHECK (length(decided_by) = 16),
    decided_at TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX objections_round_id_idx ON objections (round_id);

CREATE TABLE commitments (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    round_id BLOB NOT NULL REFERENCES rounds (id) CHECK (length(round_id) = 16),
    lot_id BLOB NOT NULL REFERENCES round_lots (id) CHECK (length(lot_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    bid_id BLOB CHECK (length(bid_id) = 16),
    measure TEXT NOT NULL,
    unit_fen INTEGER NOT NULL CHECK (unit_fen >= 1),
    value INTEGER NOT NULL CHECK (value >= 0),
    base_fen INTEGER NOT NULL,
    period_from TEXT NOT NULL,
    period_to TEXT NOT NULL,
    split TEXT NOT NULL,
    policy_number INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX commitments_round_id_lot_id_key ON commitments (round_id, lot_id);
CREATE INDEX commitments_manager_id_idx ON commitments (manager_id);

CREATE TABLE training_events (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    branch_id BLOB REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    seats INTEGER CHECK (seats > 0),
    taken INTEGER NOT NULL CHECK (taken >= 0 AND (seats IS NULL OR taken <= seats)),
    state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    reason TEXT,
    version INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX training_events_starts_at_id_idx ON training_events (starts_at, id);

CREATE TABLE training_attendances (
    event_id BLOB NOT NULL REFERENCES training_events (id) CHECK (length(event_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    state TEXT NOT NULL CHECK (state IN ('enrolled', 'attended', 'excused', 'absent')),
    reason TEXT,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    enrolled_at TEXT NOT NULL,
    stated_at TEXT,
    stated_by BLOB CHECK (length(stated_by) = 16),
    PRIMARY KEY (event_id, manager_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX training_attendances_manager_id_idx ON training_attendances (manager_id);

CREATE TABLE training_events (
    id UUID NOT NULL PRIMARY KEY,
    branch_id UUID REFERENCES org_units (id),
    title TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    seats INTEGER CHECK (seats > 0),
    taken INTEGER NOT NULL CHECK (taken >= 0 AND (seats IS NULL OR taken <= seats)),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
    reason TEXT COLLATE "C",
    version BIGINT NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX training_events_starts_at_id_idx ON training_events (starts_at, id);

CREATE TABLE training_attendances (
    event_id UUID NOT NULL REFERENCES training_events (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('enrolled', 'attended', 'excused', 'absent')),
    reason TEXT COLLATE "C",
    failures INTEGER NOT NULL CHECK (failures >= 0),
    enrolled_at TIMESTAMPTZ NOT NULL,
    stated_at TIMESTAMPTZ,
    stated_by UUID,
    PRIMARY KEY (event_id, manager_id)
);
CREATE INDEX training_attendances_manager_id_idx ON training_attendances (manager_id);

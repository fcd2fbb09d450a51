CREATE TABLE leavings (
    id UUID NOT NULL PRIMARY KEY,
    employee_id UUID NOT NULL REFERENCES employees (id),
    manager_id UUID REFERENCES managers (id),
    branch_id UUID REFERENCES org_units (id),
    scope TEXT COLLATE "C" NOT NULL CHECK (scope IN ('post', 'bank')),
    leaves_on DATE NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    hr_event_id UUID REFERENCES hr_events (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'finished', 'cancelled')),
    version BIGINT NOT NULL,
    started_by UUID REFERENCES users (id),
    started_at TIMESTAMPTZ NOT NULL,
    ended_by UUID REFERENCES users (id),
    ended_at TIMESTAMPTZ,
    end_reason TEXT COLLATE "C",
    CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX leavings_employee_id_key ON leavings (employee_id) where state = 'open';
CREATE INDEX leavings_started_at_id_idx ON leavings (started_at, id);
CREATE INDEX leavings_manager_id_idx ON leavings (manager_id);

CREATE TABLE leaving_handovers (
    id UUID NOT NULL PRIMARY KEY,
    leaving_id UUID NOT NULL REFERENCES leavings (id),
    request_id UUID REFERENCES approval_requests (id),
    effective_on DATE NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale')),
    created_by UUID NOT NULL REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ
);
CREATE INDEX leaving_handovers_leaving_id_idx ON leaving_handovers (leaving_id);

CREATE TABLE leaving_handover_clients (
    handover_id UUID NOT NULL REFERENCES leaving_handovers (id),
    client_id UUID NOT NULL REFERENCES clients (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    PRIMARY KEY (handover_id, client_id)
);

CREATE TABLE leaving_acts (
    id UUID NOT NULL PRIMARY KEY,
    leaving_id UUID NOT NULL REFERENCES leavings (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('started', 'moved', 'handover_proposed', 'handover_ended', 'round_left', 'request_withdrawn', 'maintenance_passed', 'finished', 'cancelled')),
    detail JSONB NOT NULL,
    done_by UUID REFERENCES users (id),
    done_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX leaving_acts_leaving_id_done_at_idx ON leaving_acts (leaving_id, done_at);

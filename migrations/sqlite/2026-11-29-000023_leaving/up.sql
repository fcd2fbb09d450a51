CREATE TABLE leavings (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    employee_id BLOB NOT NULL REFERENCES employees (id) CHECK (length(employee_id) = 16),
    manager_id BLOB REFERENCES managers (id) CHECK (length(manager_id) = 16),
    branch_id BLOB REFERENCES org_units (id) CHECK (length(branch_id) = 16),
    scope TEXT NOT NULL CHECK (scope IN ('post', 'bank')),
    leaves_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    hr_event_id BLOB REFERENCES hr_events (id) CHECK (length(hr_event_id) = 16),
    state TEXT NOT NULL CHECK (state IN ('open', 'finished', 'cancelled')),
    version INTEGER NOT NULL,
    started_by BLOB REFERENCES users (id) CHECK (length(started_by) = 16),
    started_at TEXT NOT NULL,
    ended_by BLOB REFERENCES users (id) CHECK (length(ended_by) = 16),
    ended_at TEXT,
    end_reason TEXT,
    CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX leavings_employee_id_key ON leavings (employee_id) where state = 'open';
CREATE INDEX leavings_started_at_id_idx ON leavings (started_at, id);
CREATE INDEX leavings_manager_id_idx ON leavings (manager_id);

CREATE TABLE leaving_handovers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    leaving_id BLOB NOT NULL REFERENCES leavings (id) CHECK (length(leaving_id) = 16),
    request_id BLOB REFERENCES approval_requests (id) CHECK (length(request_id) = 16),
    effective_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'stale')),
    created_by BLOB NOT NULL REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    decided_at TEXT
) STRICT;
CREATE INDEX leaving_handovers_leaving_id_idx ON leaving_handovers (leaving_id);

CREATE TABLE leaving_handover_clients (
    handover_id BLOB NOT NULL REFERENCES leaving_handovers (id) CHECK (length(handover_id) = 16),
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    PRIMARY KEY (handover_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leaving_acts (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    leaving_id BLOB NOT NULL REFERENCES leavings (id) CHECK (length(leaving_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('started', 'moved', 'handover_proposed', 'handover_ended', 'round_left', 'request_withdrawn', 'maintenance_passed', 'finished', 'cancelled')),
    detail TEXT NOT NULL,
    done_by BLOB REFERENCES users (id) CHECK (length(done_by) = 16),
    done_at TEXT NOT NULL
) STRICT;
CREATE INDEX leaving_acts_leaving_id_done_at_idx ON leaving_acts (leaving_id, done_at);

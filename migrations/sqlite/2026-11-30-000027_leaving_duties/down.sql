DROP TABLE exam_marker_releases;
CREATE TABLE leaving_acts_next (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    leaving_id BLOB NOT NULL REFERENCES leavings (id) CHECK (length(leaving_id) = 16),
    kind TEXT NOT NULL CHECK (kind IN ('started', 'moved', 'handover_proposed', 'handover_ended', 'round_left', 'request_withdrawn', 'maintenance_passed', 'finished', 'cancelled')),
    detail TEXT NOT NULL,
    done_by BLOB REFERENCES users (id) CHECK (length(done_by) = 16),
    done_at TEXT NOT NULL
) STRICT;
INSERT INTO leaving_acts_next SELECT id, leaving_id, kind, detail, done_by, done_at FROM leaving_acts WHERE kind NOT IN ('seat_settled', 'marker_released');
DROP TABLE leaving_acts;
ALTER TABLE leaving_acts_next RENAME TO leaving_acts;
CREATE INDEX leaving_acts_leaving_id_done_at_idx ON leaving_acts (leaving_id, done_at);

DROP TABLE exam_marker_releases;
CREATE TABLE leaving_acts_next (
    id UUID NOT NULL PRIMARY KEY,
    leaving_id UUID NOT NULL REFERENCES leavings (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('started', 'moved', 'handover_proposed', 'handover_ended', 'round_left', 'request_withdrawn', 'maintenance_passed', 'finished', 'cancelled')),
    detail JSONB NOT NULL,
    done_by UUID REFERENCES users (id),
    done_at TIMESTAMPTZ NOT NULL
);
INSERT INTO leaving_acts_next SELECT id, leaving_id, kind, detail, done_by, done_at FROM leaving_acts WHERE kind NOT IN ('seat_settled', 'marker_released');
DROP TABLE leaving_acts;
ALTER TABLE leaving_acts_next RENAME TO leaving_acts;
ALTER INDEX leaving_acts_next_pkey RENAME TO leaving_acts_pkey;
CREATE INDEX leaving_acts_leaving_id_done_at_idx ON leaving_acts (leaving_id, done_at);

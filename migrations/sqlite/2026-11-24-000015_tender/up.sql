CREATE TABLE round_beacons (
    round_id BLOB NOT NULL PRIMARY KEY REFERENCES rounds (id) CHECK (length(round_id) = 16),
    name TEXT NOT NULL,
    figure TEXT NOT NULL,
    entered_by BLOB CHECK (length(entered_by) = 16),
    entered_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE round_beacons (
    round_id UUID NOT NULL PRIMARY KEY REFERENCES rounds (id),
    name TEXT COLLATE "C" NOT NULL,
    figure TEXT COLLATE "C" NOT NULL,
    entered_by UUID,
    entered_at TIMESTAMPTZ NOT NULL
);

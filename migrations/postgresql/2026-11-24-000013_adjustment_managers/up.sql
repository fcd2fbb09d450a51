CREATE TABLE adjustment_managers (
    adjustment_id UUID NOT NULL REFERENCES adjustments (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    before_bps INTEGER NOT NULL CHECK (before_bps BETWEEN 0 AND 10000),
    after_bps INTEGER NOT NULL CHECK (after_bps BETWEEN 0 AND 10000),
    PRIMARY KEY (adjustment_id, manager_id)
);
CREATE INDEX adjustment_managers_manager_id_idx ON adjustment_managers (manager_id);

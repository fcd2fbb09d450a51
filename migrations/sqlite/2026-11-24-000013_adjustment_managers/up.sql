CREATE TABLE adjustment_managers (
    adjustment_id BLOB NOT NULL REFERENCES adjustments (id) CHECK (length(adjustment_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    before_bps INTEGER NOT NULL CHECK (before_bps BETWEEN 0 AND 10000),
    after_bps INTEGER NOT NULL CHECK (after_bps BETWEEN 0 AND 10000),
    PRIMARY KEY (adjustment_id, manager_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX adjustment_managers_manager_id_idx ON adjustment_managers (manager_id);

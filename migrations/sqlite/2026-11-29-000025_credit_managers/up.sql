CREATE TABLE credit_managers (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    client_id BLOB NOT NULL REFERENCES clients (id) CHECK (length(client_id) = 16),
    manager_id BLOB NOT NULL REFERENCES managers (id) CHECK (length(manager_id) = 16),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    reason TEXT NOT NULL,
    created_by BLOB REFERENCES users (id) CHECK (length(created_by) = 16),
    created_at TEXT NOT NULL,
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX credit_managers_client_id_idx ON credit_managers (client_id);
CREATE INDEX credit_managers_manager_id_idx ON credit_managers (manager_id);

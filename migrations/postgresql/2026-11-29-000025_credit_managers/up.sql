CREATE TABLE credit_managers (
    id UUID NOT NULL PRIMARY KEY,
    client_id UUID NOT NULL REFERENCES clients (id),
    manager_id UUID NOT NULL REFERENCES managers (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    reason TEXT COLLATE "C" NOT NULL,
    created_by UUID REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
);
CREATE INDEX credit_managers_client_id_idx ON credit_managers (client_id);
CREATE INDEX credit_managers_manager_id_idx ON credit_managers (manager_id);

CREATE TABLE user_totps (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) CHECK (length(user_id) = 16),
    secret BLOB NOT NULL,
    key_id TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    confirmed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE import_contents (
    kind TEXT NOT NULL,
    natural_key TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (kind, natural_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_content_mac_idx ON files (content_mac);

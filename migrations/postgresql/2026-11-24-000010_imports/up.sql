CREATE TABLE import_contents (
    kind TEXT COLLATE "C" NOT NULL,
    natural_key TEXT COLLATE "C" NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (kind, natural_key)
);
CREATE INDEX files_content_mac_idx ON files (content_mac);

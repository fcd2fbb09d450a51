DROP INDEX files_content_mac_idx;
DROP TABLE import_contents;

DROP TABLE hr_events;
DROP TABLE api_clients;
DROP INDEX manager_history_known_from_id_idx;
DROP INDEX employees_changed_at_id_idx;
ALTER TABLE employees DROP COLUMN changed_at;

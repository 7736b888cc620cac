ALTER TABLE sessions DROP COLUMN active_at;

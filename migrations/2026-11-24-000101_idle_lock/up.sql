-- When a browser session was last used by a person; by the database's clock, which all copies of
-- the program share. Yesterday's program does not say it: a session begins in use.
ALTER TABLE sessions ADD COLUMN active_at timestamptz NOT NULL DEFAULT now();
GRANT UPDATE (active_at) ON sessions TO varta_system;

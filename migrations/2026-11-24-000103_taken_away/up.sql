-- What was taken away, so that every copy of the program learns of it within a moment although
-- access tokens are read without the database.
--
-- The transaction that takes something away writes its own number down. A reader that has seen
-- all below the oldest transaction still under way needs to read from there on only, and misses
-- nothing whatever the order of commits and whatever the clocks say.
CREATE FUNCTION current_transaction() RETURNS bigint LANGUAGE sql VOLATILE
  RETURN pg_current_xact_id()::text::bigint;

-- What was begun with an earlier version of the account is over: its state, its password or a
-- membership was taken away. revoked_at bounds how far back a reader looks.
ALTER TABLE accounts
  ADD COLUMN revoked_version integer NOT NULL DEFAULT 0,
  ADD COLUMN revoked_at timestamptz,
  ADD COLUMN revoked_in bigint;
CREATE INDEX accounts_revoked_in ON accounts (revoked_in) WHERE revoked_in IS NOT NULL;
GRANT SELECT (revoked_version), UPDATE (revoked_version, revoked_at, revoked_in) ON accounts
  TO varta_app, varta_region, varta_system;

-- Yesterday's program does not say with which version a session began: any revocation ends it.
ALTER TABLE sessions
  ADD COLUMN account_version integer NOT NULL DEFAULT 0,
  ADD COLUMN ended_in bigint;
CREATE INDEX sessions_ended_in ON sessions (ended_in) WHERE ended_in IS NOT NULL;
GRANT UPDATE (ended_in) ON sessions TO varta_system;

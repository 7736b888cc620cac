ALTER TABLE sessions DROP COLUMN ended_in, DROP COLUMN account_version;
ALTER TABLE accounts DROP COLUMN revoked_in, DROP COLUMN revoked_at, DROP COLUMN revoked_version;
DROP FUNCTION current_transaction();

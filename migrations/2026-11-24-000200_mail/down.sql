DROP TABLE password_reset_requests, account_links, outbox;
DROP POLICY set_password ON accounts;
REVOKE UPDATE (password_hash, version) ON accounts FROM varta_system;
ALTER TABLE accounts DROP COLUMN email;

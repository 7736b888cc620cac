-- How often a password was tried lately. A key is a hash over what is limited (an account from
-- one network, an account, a network, a known device); spent_until lies in the future by as much
-- as was spent of the allowance, which comes back by itself as time goes on.
CREATE TABLE guess_limits (
  key         bytea PRIMARY KEY CHECK (octet_length(key) = 32),
  spent_until timestamptz NOT NULL
);
CREATE INDEX guess_limits_spent_until ON guess_limits (spent_until);
ALTER TABLE guess_limits ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (spent_until), DELETE ON guess_limits TO varta_system;
CREATE POLICY sign_in ON guess_limits TO varta_system USING (true) WITH CHECK (true);

-- Second factors: time-based codes (RFC 6238) and codes for the day when the telephone is gone.

-- Since when a code is asked for; none: the password alone is enough. Whoever keeps the account
-- takes a lost factor away here, in the transaction that says so in the ledger.
ALTER TABLE accounts ADD COLUMN second_factor_at timestamptz;
GRANT SELECT (second_factor_at), UPDATE (second_factor_at) ON accounts
  TO varta_app, varta_region, varta_system;

-- Good for an account whose second_factor_at is confirmed_at; any other was taken away. The
-- secret is sealed with a key that the database never sees. last_step is the last one whose
-- code was taken: none is taken twice, nor one before it.
CREATE TABLE second_factors (
  account_id    uuid PRIMARY KEY REFERENCES accounts (id),
  sealed_secret bytea NOT NULL,
  last_step     bigint NOT NULL,
  confirmed_at  timestamptz NOT NULL
);
CREATE TABLE recovery_codes (
  account_id uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
  code_hash  bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  PRIMARY KEY (account_id, code_hash)
);
ALTER TABLE second_factors ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (last_step), DELETE ON second_factors TO varta_system;
GRANT SELECT, INSERT, DELETE ON recovery_codes TO varta_system;
CREATE POLICY sign_in ON second_factors TO varta_system USING (true) WITH CHECK (true);
CREATE POLICY sign_in ON recovery_codes TO varta_system USING (true) WITH CHECK (true);

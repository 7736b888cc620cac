-- Mail: addresses of accounts, what is to be sent, and the links that it carries.

-- Not unique: a shift may share a mailbox, and a taken address would betray another
-- community's account.
ALTER TABLE accounts ADD COLUMN email text CHECK (email = lower(email));
CREATE INDEX accounts_email ON accounts (email);
GRANT SELECT (email), UPDATE (email) ON accounts TO varta_app, varta_region;
-- Whoever shows a link sets a new password before anybody has signed in.
GRANT UPDATE (password_hash, version) ON accounts TO varta_system;
CREATE POLICY set_password ON accounts FOR UPDATE TO varta_system USING (true) WITH CHECK (true);

-- What is to be sent, written in the transaction that asked for it. It names the account and
-- says what about: the address is looked up and the secret made at the moment of sending, so
-- that neither ever stands here. due_at is when the next attempt may begin; whoever claims a
-- row moves it past its lease, and attempts says which claim settles it.
CREATE TABLE outbox (
  region_id       uuid NOT NULL,
  id              uuid NOT NULL UNIQUE,
  owner_community uuid,
  channel         text NOT NULL CHECK (channel IN ('mail')),
  kind            text NOT NULL CHECK (kind IN ('invitation', 'password_reset')),
  account_id      uuid NOT NULL,
  state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts        integer NOT NULL DEFAULT 0,
  due_at          timestamptz NOT NULL,
  reason          text,
  created_at      timestamptz NOT NULL,
  settled_at      timestamptz,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, account_id) REFERENCES accounts (region_id, id),
  FOREIGN KEY (region_id, owner_community) REFERENCES communities (region_id, id),
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK (state <> 'dead' OR reason IS NOT NULL)
);
CREATE INDEX outbox_account ON outbox (region_id, account_id);
CREATE INDEX outbox_owner_community ON outbox (region_id, owner_community, id);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_settled_at ON outbox (settled_at);
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (state, attempts, due_at, reason, settled_at) ON outbox
  TO varta_app, varta_region, varta_system;
GRANT DELETE ON outbox TO varta_system;
CREATE POLICY own ON outbox FOR SELECT TO varta_app
  USING (region_id = current_region() AND owner_community = current_community());
CREATE POLICY put_own ON outbox FOR INSERT TO varta_app
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY resend_own ON outbox FOR UPDATE TO varta_app
  USING (region_id = current_region() AND owner_community = current_community())
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY of_region ON outbox FOR SELECT TO varta_region
  USING (region_id = current_region());
CREATE POLICY put_by_region ON outbox FOR INSERT TO varta_region
  WITH CHECK (region_id = current_region());
CREATE POLICY resend_by_region ON outbox FOR UPDATE TO varta_region
  USING (region_id = current_region()) WITH CHECK (region_id = current_region());
CREATE POLICY send ON outbox TO varta_system USING (true) WITH CHECK (true);

-- A link of a mail, as the hash of its secret. basis is a hash over the address and the
-- password that the account had when the link was made: either one changing makes it void.
CREATE TABLE account_links (
  secret_hash bytea PRIMARY KEY CHECK (octet_length(secret_hash) = 32),
  account_id  uuid NOT NULL REFERENCES accounts (id),
  basis       bytea NOT NULL CHECK (octet_length(basis) = 32),
  kind        text NOT NULL CHECK (kind IN ('invitation', 'password_reset')),
  expires_at  timestamptz NOT NULL
);
CREATE INDEX account_links_account ON account_links (account_id);
CREATE INDEX account_links_expires_at ON account_links (expires_at);
ALTER TABLE account_links ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON account_links TO varta_system;
CREATE POLICY sign_in ON account_links TO varta_system USING (true) WITH CHECK (true);

-- Somebody forgot a password. One row, written alike for addresses that are known and that
-- are not; background work looks the address up and takes the row away.
CREATE TABLE password_reset_requests (
  id       uuid PRIMARY KEY,
  email    text NOT NULL,
  asked_at timestamptz NOT NULL
);
ALTER TABLE password_reset_requests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (asked_at), DELETE ON password_reset_requests TO varta_system;
CREATE POLICY sign_in ON password_reset_requests TO varta_system USING (true) WITH CHECK (true);

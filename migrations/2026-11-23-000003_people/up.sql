-- Accounts, what they may act as, and their sessions.
-- owner_community says who manages the row: that community, or the region when it is null.
CREATE TABLE accounts (
  region_id       uuid NOT NULL REFERENCES regions,
  id              uuid NOT NULL UNIQUE,
  owner_community uuid,
  login           text NOT NULL UNIQUE CHECK (login = lower(login)),
  name            text NOT NULL,
  password_hash   text NOT NULL,
  state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'deactivated')),
  version         integer NOT NULL DEFAULT 1,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, owner_community) REFERENCES communities (region_id, id)
);
CREATE INDEX accounts_owner_community ON accounts (region_id, owner_community);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- Only sign-in reads password hashes.
GRANT SELECT (region_id, id, owner_community, login, name, state, version, created_at),
      INSERT, UPDATE (name, password_hash, state, version) ON accounts TO varta_app, varta_region;
GRANT SELECT ON accounts TO varta_system;
CREATE POLICY own ON accounts FOR SELECT TO varta_app
  USING (region_id = current_region() AND owner_community = current_community());
CREATE POLICY create_own ON accounts FOR INSERT TO varta_app
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY change_own ON accounts FOR UPDATE TO varta_app
  USING (region_id = current_region() AND owner_community = current_community())
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY of_region ON accounts FOR SELECT TO varta_region
  USING (region_id = current_region());
CREATE POLICY create_by_region ON accounts FOR INSERT TO varta_region
  WITH CHECK (region_id = current_region());
CREATE POLICY change_by_region ON accounts FOR UPDATE TO varta_region
  USING (region_id = current_region()) WITH CHECK (region_id = current_region());
CREATE POLICY sign_in ON accounts FOR SELECT TO varta_system USING (true);

CREATE TABLE memberships (
  region_id       uuid NOT NULL,
  id              uuid NOT NULL,
  account_id      uuid NOT NULL,
  owner_community uuid,
  role            text NOT NULL CHECK (role IN ('dispatcher', 'community_administrator',
                    'utility_staff', 'utility_lead', 'regional_coordinator',
                    'region_administrator', 'integration')),
  in_community    uuid,
  in_utility      uuid,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (region_id, id),
  UNIQUE NULLS NOT DISTINCT (region_id, account_id, role, in_community, in_utility),
  FOREIGN KEY (region_id, account_id) REFERENCES accounts (region_id, id),
  FOREIGN KEY (region_id, owner_community) REFERENCES communities (region_id, id),
  FOREIGN KEY (region_id, in_community) REFERENCES communities (region_id, id),
  FOREIGN KEY (region_id, in_utility) REFERENCES utilities (region_id, id),
  CHECK (CASE role
    WHEN 'dispatcher' THEN in_community IS NOT NULL AND in_utility IS NULL
    WHEN 'community_administrator' THEN in_community IS NOT NULL AND in_utility IS NULL
    WHEN 'utility_staff' THEN in_community IS NULL AND in_utility IS NOT NULL
    WHEN 'utility_lead' THEN in_community IS NULL AND in_utility IS NOT NULL
    WHEN 'integration' THEN in_community IS NULL OR in_utility IS NULL
    ELSE in_community IS NULL AND in_utility IS NULL
  END)
);
CREATE INDEX memberships_owner_community ON memberships (region_id, owner_community);
CREATE INDEX memberships_in_community ON memberships (region_id, in_community);
CREATE INDEX memberships_in_utility ON memberships (region_id, in_utility);
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON memberships TO varta_app, varta_region;
GRANT SELECT ON memberships TO varta_system;
CREATE POLICY own ON memberships TO varta_app
  USING (region_id = current_region() AND owner_community = current_community())
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY of_region ON memberships TO varta_region
  USING (region_id = current_region()) WITH CHECK (region_id = current_region());
CREATE POLICY sign_in ON memberships FOR SELECT TO varta_system USING (true);

-- One signed-in device. A browser shows its secret in a cookie, a client its refresh token;
-- only hashes are kept. Only sign-in and refresh touch these rows.
CREATE TABLE sessions (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES accounts (id),
  kind         text NOT NULL CHECK (kind IN ('client', 'browser')),
  started_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  end_reason   text CHECK (end_reason IN ('signed_out', 'token_reused', 'deactivated',
                                            'password_changed')),
  CHECK (end_reason IS NULL OR ended_at IS NOT NULL)
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);
-- A token is good until it was used or another one took its place; replaces is the token for
-- which it was given, none for the first.
CREATE TABLE session_tokens (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  session_id uuid NOT NULL REFERENCES sessions,
  replaces   bytea,
  issued_at  timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX session_tokens_session ON session_tokens (session_id);
CREATE UNIQUE INDEX session_tokens_one_good ON session_tokens (session_id) WHERE used_at IS NULL;
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE session_tokens ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE (ended_at, end_reason), DELETE ON sessions TO varta_system;
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON session_tokens TO varta_system;
CREATE POLICY sign_in ON sessions TO varta_system USING (true) WITH CHECK (true);
CREATE POLICY sign_in ON session_tokens TO varta_system USING (true) WITH CHECK (true);

-- The reply to every request that carried an Idempotency-Key, kept in the transaction that
-- did the work. Keyed by who asked, because a key is the client's own word.
CREATE TABLE idempotency_keys (
  actor_id    uuid NOT NULL,
  key         text NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  status      smallint NOT NULL,
  etag        text,
  location    text,
  body        text NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (actor_id, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON idempotency_keys TO varta_app, varta_region, varta_utility;
GRANT SELECT (created_at), DELETE ON idempotency_keys TO varta_system;
CREATE POLICY own ON idempotency_keys TO varta_app, varta_region, varta_utility
  USING (actor_id = current_actor()) WITH CHECK (actor_id = current_actor());
CREATE POLICY expire ON idempotency_keys FOR SELECT TO varta_system USING (true);
CREATE POLICY expire_delete ON idempotency_keys FOR DELETE TO varta_system USING (true);

-- The ledger. community_id is whose ledger it is: a community's, or, for acts upon the
-- region itself, the region's own id; hence no foreign key.
--
-- A business transaction inserts into the inbox. The sealer moves rows from there to the
-- ledger, giving each a gapless position and a hash over its content and the hash before.
CREATE TABLE ledger_inbox (
  community_id uuid NOT NULL,
  id           uuid NOT NULL,
  seq          bigint GENERATED ALWAYS AS IDENTITY,
  kind         text NOT NULL,
  subject_id   uuid NOT NULL,
  actor_id     uuid,
  actor_role   text NOT NULL,
  utility_id   uuid,
  occurred_at  timestamptz NOT NULL,
  body         text NOT NULL,
  PRIMARY KEY (community_id, id)
);
CREATE INDEX ledger_inbox_subject ON ledger_inbox (community_id, subject_id);
-- The sealer takes the oldest first, past all that it has taken away since the last vacuum.
CREATE INDEX ledger_inbox_seq ON ledger_inbox (seq);
CREATE TABLE ledger_events (
  community_id uuid NOT NULL,
  position     bigint NOT NULL CHECK (position > 0),
  id           uuid NOT NULL,
  kind         text NOT NULL,
  subject_id   uuid NOT NULL,
  actor_id     uuid,
  actor_role   text NOT NULL,
  utility_id   uuid,
  occurred_at  timestamptz NOT NULL,
  body         text NOT NULL,
  hash         bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (community_id, position),
  UNIQUE (community_id, id)
);
CREATE INDEX ledger_events_subject ON ledger_events (community_id, subject_id, position);
CREATE TABLE ledger_heads (
  community_id uuid PRIMARY KEY,
  position     bigint NOT NULL,
  hash         bytea NOT NULL CHECK (octet_length(hash) = 32),
  sealed_at    timestamptz NOT NULL
);
-- How far each follower has read each ledger.
CREATE TABLE ledger_followers (
  community_id uuid NOT NULL,
  follower     text NOT NULL,
  position     bigint NOT NULL,
  PRIMARY KEY (community_id, follower)
);
-- Dashboards read these; they are folded from the ledger, never counted from the appeals.
CREATE TABLE appeal_counters (
  community_id uuid NOT NULL REFERENCES communities (id),
  metric       text NOT NULL,
  region_id    uuid NOT NULL,
  value        bigint NOT NULL,
  PRIMARY KEY (community_id, metric),
  FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id)
);
CREATE INDEX appeal_counters_region ON appeal_counters (region_id, community_id);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['ledger_inbox', 'ledger_events', 'ledger_heads', 'ledger_followers',
                           'appeal_counters'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY background ON %I TO varta_system
                    USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- Whoever acts may add to the ledger and read it. Nobody may change it.
GRANT SELECT, INSERT ON ledger_inbox TO varta_app, varta_region;
GRANT SELECT ON ledger_events, ledger_heads TO varta_app, varta_region;
GRANT INSERT ON ledger_inbox TO varta_utility;
CREATE POLICY read ON ledger_inbox FOR SELECT TO varta_app USING (community_id = current_community());
CREATE POLICY append ON ledger_inbox FOR INSERT TO varta_app
  WITH CHECK (community_id = current_community());
CREATE POLICY read ON ledger_events FOR SELECT TO varta_app USING (community_id = current_community());
CREATE POLICY read ON ledger_heads FOR SELECT TO varta_app USING (community_id = current_community());
CREATE POLICY read_own ON ledger_inbox FOR SELECT TO varta_region USING (community_id = current_region());
CREATE POLICY append_own ON ledger_inbox FOR INSERT TO varta_region
  WITH CHECK (community_id = current_region());
CREATE POLICY read_own ON ledger_events FOR SELECT TO varta_region USING (community_id = current_region());
CREATE POLICY read_own ON ledger_heads FOR SELECT TO varta_region USING (community_id = current_region());
CREATE POLICY append_work ON ledger_inbox FOR INSERT TO varta_utility
  WITH CHECK (utility_id = current_utility());

-- Background work adds what only time brings about: a deadline that passed.
GRANT SELECT, INSERT, DELETE ON ledger_inbox TO varta_system;
GRANT SELECT, INSERT ON ledger_events TO varta_system;
GRANT SELECT, INSERT, UPDATE ON ledger_heads, ledger_followers, appeal_counters TO varta_system;
GRANT SELECT ON appeal_counters TO varta_app, varta_region;
CREATE POLICY of_community ON appeal_counters FOR SELECT TO varta_app
  USING (community_id = current_community());
CREATE POLICY of_region ON appeal_counters FOR SELECT TO varta_region
  USING (region_id = current_region());

-- Files that are brought in over HTTP: how far each has come, told by whichever copy of the
-- program took it, so that any copy may be asked. Whoever stops telling is gone.
CREATE TABLE imports (
  community_id uuid NOT NULL,
  id           uuid NOT NULL,
  region_id    uuid NOT NULL,
  holds        text NOT NULL,
  file         text NOT NULL,
  mapping      text NOT NULL,
  dry_run      boolean NOT NULL,
  state        text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'interrupted')),
  rows_read    bigint NOT NULL DEFAULT 0,
  -- 0: not counted yet
  rows_all     bigint NOT NULL DEFAULT 0,
  refused      bigint NOT NULL DEFAULT 0,
  suspicious   bigint NOT NULL DEFAULT 0,
  -- JSON
  report       text,
  reason       text,
  started_at   timestamptz NOT NULL,
  told_at      timestamptz NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (community_id, id),
  FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((state = 'failed') = (reason IS NOT NULL))
);
CREATE INDEX imports_community ON imports (region_id, community_id);
CREATE UNIQUE INDEX imports_one_running ON imports (community_id) WHERE state = 'running';

-- Rows to be corrected and given again, and doubts: CSV, in parts.
CREATE TABLE import_rows (
  community_id uuid NOT NULL,
  import_id    uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('refused', 'suspicious')),
  part         integer NOT NULL,
  csv          bytea NOT NULL,
  PRIMARY KEY (community_id, import_id, kind, part),
  FOREIGN KEY (community_id, import_id) REFERENCES imports ON DELETE CASCADE
);

ALTER TABLE imports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE, UPDATE (state, rows_read, rows_all, refused, suspicious, report,
                                      reason, told_at, ended_at) ON imports TO varta_app;
GRANT SELECT, INSERT ON import_rows TO varta_app;
CREATE POLICY of_community ON imports TO varta_app
  USING (community_id = current_community()) WITH CHECK (community_id = current_community());
CREATE POLICY of_community ON import_rows TO varta_app
  USING (community_id = current_community()) WITH CHECK (community_id = current_community());

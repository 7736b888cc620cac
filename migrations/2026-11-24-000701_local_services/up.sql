-- What a service says: to whom it goes, which events may explain a call, and what the caller is
-- told. Empty until the catalogue is loaded again; yesterday's program does not say it.
ALTER TABLE services
  ADD COLUMN executor_en    text NOT NULL DEFAULT '',
  ADD COLUMN caller_uk      text NOT NULL DEFAULT '',
  ADD COLUMN caller_en      text NOT NULL DEFAULT '',
  -- As in the catalogue's file, with semicolons between.
  ADD COLUMN matches_events text NOT NULL DEFAULT '',
  ADD COLUMN routes_to      text;

-- What a community has otherwise than its region. A name that is null is the region's; times are
-- taken as a whole, because a time that is null is not counted at all.
CREATE TABLE service_overrides (
  community_id        uuid NOT NULL,
  region_id           uuid NOT NULL,
  service_code        text NOT NULL,
  state               text NOT NULL CHECK (state IN ('on', 'off')),
  name_uk             text,
  name_en             text,
  has_times           boolean NOT NULL,
  acknowledge_minutes integer CHECK (acknowledge_minutes >= 0),
  arrive_minutes      integer CHECK (arrive_minutes >= 0),
  resolve_hours       integer CHECK (resolve_hours >= 0),
  version             integer NOT NULL,
  PRIMARY KEY (community_id, service_code),
  FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id),
  FOREIGN KEY (region_id, service_code) REFERENCES services (region_id, code)
);
CREATE INDEX service_overrides_community ON service_overrides (region_id, community_id);
CREATE INDEX service_overrides_service ON service_overrides (region_id, service_code);
ALTER TABLE service_overrides ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON service_overrides TO varta_app;
GRANT UPDATE (state, name_uk, name_en, has_times, acknowledge_minutes, arrive_minutes,
              resolve_hours, version) ON service_overrides TO varta_app;
CREATE POLICY own ON service_overrides TO varta_app
  USING (community_id = current_community()) WITH CHECK (community_id = current_community());

-- The federation: region, communities, utilities, the service catalogue.
CREATE TABLE regions (
  id         uuid PRIMARY KEY,
  katottg    text NOT NULL UNIQUE CHECK (katottg ~ '^UA[0-9]{17}$'),
  name_uk    text NOT NULL,
  name_en    text NOT NULL,
  version    integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL
);
ALTER TABLE regions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON regions TO varta_app, varta_region, varta_utility, varta_system;
GRANT UPDATE (name_uk, name_en, version) ON regions TO varta_region;
GRANT INSERT ON regions TO varta_system;
CREATE POLICY inside ON regions FOR SELECT TO varta_app, varta_region, varta_utility
  USING (id = current_region());
CREATE POLICY rename ON regions FOR UPDATE TO varta_region
  USING (id = current_region()) WITH CHECK (id = current_region());
CREATE POLICY background ON regions FOR SELECT TO varta_system USING (true);
CREATE POLICY found ON regions FOR INSERT TO varta_system WITH CHECK (true);

CREATE TABLE communities (
  region_id  uuid NOT NULL REFERENCES regions,
  id         uuid NOT NULL UNIQUE,
  katottg    text NOT NULL CHECK (katottg ~ '^UA[0-9]{17}$'),
  name_uk    text NOT NULL,
  name_en    text NOT NULL,
  state      text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended')),
  version    integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (region_id, id),
  UNIQUE (region_id, katottg)
);
ALTER TABLE communities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON communities TO varta_app, varta_region, varta_utility, varta_system;
GRANT INSERT ON communities TO varta_region;
GRANT UPDATE (name_uk, name_en, state, version) ON communities TO varta_region;
-- Names of neighbours are public: a hand-over needs its addressee.
CREATE POLICY inside ON communities FOR SELECT TO varta_app, varta_region, varta_utility
  USING (region_id = current_region());
CREATE POLICY create_by_region ON communities FOR INSERT TO varta_region
  WITH CHECK (region_id = current_region());
CREATE POLICY change_by_region ON communities FOR UPDATE TO varta_region
  USING (region_id = current_region()) WITH CHECK (region_id = current_region());
CREATE POLICY background ON communities FOR SELECT TO varta_system USING (true);

-- People speak of an appeal by its number, counted per community. A sequence, because a
-- counter row would make every registration of a busy community wait for the one before.
CREATE FUNCTION create_appeal_numbers() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  name text := 'appeal_number_' || replace(NEW.id::text, '-', '');
BEGIN
  EXECUTE format('CREATE SEQUENCE %I', name);
  EXECUTE format('GRANT USAGE ON SEQUENCE %I TO varta_app', name);
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION create_appeal_numbers() FROM PUBLIC;
CREATE TRIGGER create_appeal_numbers AFTER INSERT ON communities
  FOR EACH ROW EXECUTE FUNCTION create_appeal_numbers();
CREATE FUNCTION next_appeal_number(community uuid) RETURNS bigint LANGUAGE sql VOLATILE
  AS $$ SELECT nextval(('appeal_number_' || replace(community::text, '-', ''))::regclass) $$;

-- A utility belongs to one community (owner_community) or, when that is null, to the region.
CREATE TABLE utilities (
  region_id       uuid NOT NULL REFERENCES regions,
  id              uuid NOT NULL UNIQUE,
  owner_community uuid,
  kind            text NOT NULL,
  name            text NOT NULL,
  duty_phone      text,
  state           text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'closed')),
  version         integer NOT NULL DEFAULT 1,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (region_id, id),
  FOREIGN KEY (region_id, owner_community) REFERENCES communities (region_id, id)
);
CREATE INDEX utilities_owner_community ON utilities (region_id, owner_community);
ALTER TABLE utilities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON utilities TO varta_app, varta_region, varta_utility, varta_system;
GRANT INSERT, UPDATE (name, duty_phone, state, version) ON utilities TO varta_app, varta_region;
CREATE POLICY own_and_regional ON utilities FOR SELECT TO varta_app
  USING (region_id = current_region()
         AND (owner_community IS NULL OR owner_community = current_community()));
CREATE POLICY create_own ON utilities FOR INSERT TO varta_app
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY change_own ON utilities FOR UPDATE TO varta_app
  USING (region_id = current_region() AND owner_community = current_community())
  WITH CHECK (region_id = current_region() AND owner_community = current_community());
CREATE POLICY of_region ON utilities FOR SELECT TO varta_region
  USING (region_id = current_region());
CREATE POLICY create_regional ON utilities FOR INSERT TO varta_region
  WITH CHECK (region_id = current_region() AND owner_community IS NULL);
CREATE POLICY change_regional ON utilities FOR UPDATE TO varta_region
  USING (region_id = current_region() AND owner_community IS NULL)
  WITH CHECK (region_id = current_region() AND owner_community IS NULL);
CREATE POLICY itself ON utilities FOR SELECT TO varta_utility USING (id = current_utility());
CREATE POLICY background ON utilities FOR SELECT TO varta_system USING (true);

-- Region-wide list of what people call about, with the times that a reply may take.
CREATE TABLE services (
  region_id           uuid NOT NULL REFERENCES regions,
  code                text NOT NULL,
  position            integer NOT NULL,
  name_uk             text NOT NULL,
  name_en             text NOT NULL,
  group_code          text NOT NULL,
  urgency             text NOT NULL CHECK (urgency IN
                        ('life', 'urgent', 'standard', 'routine', 'formal', 'information')),
  acknowledge_minutes integer CHECK (acknowledge_minutes >= 0),
  arrive_minutes      integer CHECK (arrive_minutes >= 0),
  resolve_hours       integer CHECK (resolve_hours >= 0),
  works_on_days_off   boolean NOT NULL,
  route_by            text NOT NULL,
  executor_uk         text NOT NULL,
  PRIMARY KEY (region_id, code)
);
ALTER TABLE services ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT ON services TO varta_app, varta_region, varta_utility, varta_system;
GRANT INSERT, UPDATE ON services TO varta_region;
CREATE POLICY inside ON services FOR SELECT TO varta_app, varta_region, varta_utility
  USING (region_id = current_region());
CREATE POLICY load ON services FOR INSERT TO varta_region WITH CHECK (region_id = current_region());
CREATE POLICY reload ON services FOR UPDATE TO varta_region
  USING (region_id = current_region()) WITH CHECK (region_id = current_region());
CREATE POLICY background ON services FOR SELECT TO varta_system USING (true);

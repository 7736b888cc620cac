-- What a community knows of its places beyond their names, and places that are no building.
-- Whatever an appeal may refer to is retired, never deleted; every entry has a version.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['settlements', 'streets', 'street_aliases', 'buildings', 'entrances'] LOOP
    EXECUTE format('ALTER TABLE %I
      ADD state text NOT NULL DEFAULT ''active'' CHECK (state IN (''active'', ''retired'')),
      ADD version integer NOT NULL DEFAULT 1', t);
  END LOOP;
END $$;

-- When a street was called so: from one day on, up to another that is no longer part of it.
ALTER TABLE street_aliases
  ADD used_from date,
  ADD used_to   date,
  ADD CHECK (used_to > used_from);

ALTER TABLE buildings
  ADD storeys           integer CHECK (storeys BETWEEN 1 AND 200),
  ADD lifts             integer CHECK (lifts BETWEEN 0 AND 100),
  ADD flats             integer CHECK (flats BETWEEN 0 AND 10000),
  ADD management        text CHECK (management IN ('managing_company', 'osbb', 'co_owners')),
  ADD manager           text,
  ADD electricity_queue text,
  ADD feeder            text,
  ADD boiler_house      text;

-- Files refer to a building by its source's code, also those that come without the building's
-- own file. A second's work on a million buildings.
CREATE INDEX buildings_source_ref ON buildings (community_id, source_ref);

ALTER TABLE entrances
  ADD riser text;

-- Flats that hang on another queue than their building does.
CREATE TABLE flat_queues (
  community_id uuid NOT NULL,
  building_id  uuid NOT NULL,
  first_flat   integer NOT NULL CHECK (first_flat > 0),
  last_flat    integer NOT NULL,
  queue        text NOT NULL,
  PRIMARY KEY (community_id, building_id, first_flat),
  FOREIGN KEY (community_id, building_id) REFERENCES buildings,
  CHECK (last_flat >= first_flat)
);

CREATE TABLE places (
  community_id       uuid NOT NULL,
  id                 uuid NOT NULL,
  settlement_id      uuid NOT NULL,
  kind               text NOT NULL CHECK (kind IN ('crossroads', 'microdistrict', 'park', 'square', 'bridge', 'other')),
  name               text NOT NULL,
  search_key         text COLLATE "C" NOT NULL,
  latitude           double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude          double precision CHECK (longitude BETWEEN -180 AND 180),
  -- The streets that cross here, or along which it lies.
  street_id          uuid,
  crossing_street_id uuid,
  state              text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
  version            integer NOT NULL DEFAULT 1,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, settlement_id, kind, name),
  FOREIGN KEY (community_id, settlement_id) REFERENCES settlements,
  FOREIGN KEY (community_id, street_id) REFERENCES streets,
  FOREIGN KEY (community_id, crossing_street_id) REFERENCES streets,
  CHECK (crossing_street_id IS NULL OR street_id IS NOT NULL)
);
CREATE INDEX places_search_key ON places (community_id, search_key);
CREATE INDEX places_street ON places (community_id, street_id);
CREATE INDEX places_crossing_street ON places (community_id, crossing_street_id);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['flat_queues', 'places'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO varta_app', t);
    EXECUTE format('CREATE POLICY of_community ON %I TO varta_app
                    USING (community_id = current_community())
                    WITH CHECK (community_id = current_community())', t);
  END LOOP;
END $$;
-- Nothing refers to these: they are replaced as a whole.
GRANT DELETE ON flat_queues TO varta_app;

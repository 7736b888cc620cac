-- The housing registry of a community. search_key is the lossy spelling that the program
-- computes: candidates are found by it, nothing is ever selected by it alone.
CREATE TABLE settlements (
  community_id uuid NOT NULL REFERENCES communities (id),
  id           uuid NOT NULL,
  katottg      text NOT NULL CHECK (katottg ~ '^UA[0-9]{17}$'),
  name         text NOT NULL,
  category     text NOT NULL,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, katottg)
);
CREATE TABLE streets (
  community_id  uuid NOT NULL,
  id            uuid NOT NULL,
  settlement_id uuid NOT NULL,
  kind          text NOT NULL,
  name          text NOT NULL,
  search_key    text COLLATE "C" NOT NULL,
  source_ref    text,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, settlement_id, kind, name),
  FOREIGN KEY (community_id, settlement_id) REFERENCES settlements
);
CREATE INDEX streets_search_key ON streets (community_id, search_key);
CREATE TABLE street_aliases (
  community_id uuid NOT NULL,
  id           uuid NOT NULL,
  street_id    uuid NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('old', 'russian', 'colloquial')),
  name         text NOT NULL,
  search_key   text COLLATE "C" NOT NULL,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, street_id, name),
  FOREIGN KEY (community_id, street_id) REFERENCES streets
);
CREATE INDEX street_aliases_search_key ON street_aliases (community_id, search_key);
CREATE TABLE buildings (
  community_id uuid NOT NULL,
  id           uuid NOT NULL,
  street_id    uuid NOT NULL,
  number       text NOT NULL,
  number_key   text COLLATE "C" NOT NULL,
  latitude     double precision CHECK (latitude BETWEEN -90 AND 90),
  longitude    double precision CHECK (longitude BETWEEN -180 AND 180),
  multi_flat   boolean NOT NULL DEFAULT false,
  source_ref   text,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, street_id, number_key),
  FOREIGN KEY (community_id, street_id) REFERENCES streets
);
CREATE TABLE entrances (
  community_id uuid NOT NULL,
  id           uuid NOT NULL,
  building_id  uuid NOT NULL,
  number       integer NOT NULL CHECK (number > 0),
  first_flat   integer CHECK (first_flat > 0),
  last_flat    integer,
  PRIMARY KEY (community_id, id),
  UNIQUE (community_id, building_id, number),
  FOREIGN KEY (community_id, building_id) REFERENCES buildings,
  CHECK (last_flat >= first_flat)
);

-- Place × service × period → utility; the most specific place wins.
-- boundary: on which side of the house inlet the utility answers, where that matters.
CREATE TABLE responsibilities (
  community_id  uuid NOT NULL,
  id            uuid NOT NULL,
  region_id     uuid NOT NULL,
  service_code  text NOT NULL,
  utility_id    uuid NOT NULL,
  place_kind    text NOT NULL CHECK (place_kind IN ('building', 'street', 'settlement', 'community')),
  building_id   uuid,
  street_id     uuid,
  settlement_id uuid,
  boundary      text CHECK (boundary IN ('before_inlet', 'after_inlet')),
  valid_from    timestamptz NOT NULL,
  valid_to      timestamptz,
  version       integer NOT NULL DEFAULT 1,
  PRIMARY KEY (community_id, id),
  FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id),
  FOREIGN KEY (region_id, service_code) REFERENCES services (region_id, code),
  FOREIGN KEY (region_id, utility_id) REFERENCES utilities (region_id, id),
  FOREIGN KEY (community_id, building_id) REFERENCES buildings,
  FOREIGN KEY (community_id, street_id) REFERENCES streets,
  FOREIGN KEY (community_id, settlement_id) REFERENCES settlements,
  CHECK (valid_to > valid_from),
  CHECK ((building_id IS NOT NULL) = (place_kind = 'building')),
  CHECK ((street_id IS NOT NULL) = (place_kind = 'street')),
  CHECK ((settlement_id IS NOT NULL) = (place_kind = 'settlement'))
);
-- Who answers at a building is asked at every call: one short index range for each kind of place.
CREATE INDEX responsibilities_whole ON responsibilities (community_id, service_code)
  WHERE place_kind = 'community';
CREATE INDEX responsibilities_catalogue ON responsibilities (region_id, service_code);
CREATE INDEX responsibilities_community ON responsibilities (region_id, community_id);
CREATE INDEX responsibilities_utility ON responsibilities (region_id, utility_id);
CREATE INDEX responsibilities_building ON responsibilities (community_id, building_id, service_code);
CREATE INDEX responsibilities_street ON responsibilities (community_id, street_id, service_code);
CREATE INDEX responsibilities_settlement ON responsibilities (community_id, settlement_id, service_code);

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['settlements', 'streets', 'street_aliases', 'buildings', 'entrances',
                           'responsibilities'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO varta_app', t);
    EXECUTE format('CREATE POLICY of_community ON %I TO varta_app
                    USING (community_id = current_community())
                    WITH CHECK (community_id = current_community())', t);
  END LOOP;
END $$;

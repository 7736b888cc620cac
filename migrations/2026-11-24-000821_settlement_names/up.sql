-- What the settlements of a region are called, and to which community each belongs: for a
-- dispatcher who is told a name of another community. Names of the national classifier, and
-- public. Kept by triggers: whoever writes a settlement need not think of it.
CREATE TABLE settlement_names (
  region_id    uuid NOT NULL,
  in_community uuid NOT NULL,
  katottg      text NOT NULL,
  name         text NOT NULL,
  PRIMARY KEY (region_id, in_community, katottg),
  FOREIGN KEY (region_id, in_community) REFERENCES communities (region_id, id)
);
ALTER TABLE settlement_names ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON settlement_names TO varta_app;
CREATE POLICY named ON settlement_names FOR SELECT TO varta_app
  USING (region_id = current_region());
CREATE POLICY learn ON settlement_names FOR INSERT TO varta_app
  WITH CHECK (region_id = current_region() AND in_community = current_community());
CREATE POLICY relearn ON settlement_names FOR UPDATE TO varta_app
  USING (region_id = current_region() AND in_community = current_community())
  WITH CHECK (region_id = current_region() AND in_community = current_community());
CREATE POLICY forget ON settlement_names FOR DELETE TO varta_app
  USING (region_id = current_region() AND in_community = current_community());

CREATE FUNCTION learn_settlement_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM settlement_names n
  USING written w JOIN communities c ON c.id = w.community_id
  WHERE w.state <> 'active'
    AND n.region_id = c.region_id AND n.in_community = w.community_id AND n.katottg = w.katottg;
  INSERT INTO settlement_names AS n (region_id, in_community, katottg, name)
  SELECT c.region_id, w.community_id, w.katottg, w.name
  FROM written w JOIN communities c ON c.id = w.community_id
  WHERE w.state = 'active'
  ON CONFLICT (region_id, in_community, katottg) DO UPDATE
    SET name = excluded.name WHERE n.name <> excluded.name;
  RETURN NULL;
END $$;
CREATE TRIGGER learn_names AFTER INSERT ON settlements
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION learn_settlement_names();
CREATE TRIGGER relearn_names AFTER UPDATE ON settlements
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION learn_settlement_names();

-- What is there already. The owner, too, sees no row of a table that forces row-level security.
ALTER TABLE settlements NO FORCE ROW LEVEL SECURITY;
ALTER TABLE communities NO FORCE ROW LEVEL SECURITY;
ALTER TABLE settlement_names NO FORCE ROW LEVEL SECURITY;
INSERT INTO settlement_names (region_id, in_community, katottg, name)
SELECT c.region_id, s.community_id, s.katottg, s.name
FROM settlements s JOIN communities c ON c.id = s.community_id
WHERE s.state = 'active';
ALTER TABLE settlements FORCE ROW LEVEL SECURITY;
ALTER TABLE communities FORCE ROW LEVEL SECURITY;
ALTER TABLE settlement_names FORCE ROW LEVEL SECURITY;

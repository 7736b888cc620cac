DROP TABLE places;
DROP TABLE flat_queues;
ALTER TABLE entrances DROP riser;
DROP INDEX buildings_source_ref;
ALTER TABLE buildings
  DROP storeys,
  DROP lifts,
  DROP flats,
  DROP management,
  DROP manager,
  DROP electricity_queue,
  DROP feeder,
  DROP boiler_house;
ALTER TABLE street_aliases DROP used_from, DROP used_to;
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['settlements', 'streets', 'street_aliases', 'buildings', 'entrances'] LOOP
    EXECUTE format('ALTER TABLE %I DROP state, DROP version', t);
  END LOOP;
END $$;

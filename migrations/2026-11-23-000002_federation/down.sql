DO $$
DECLARE
  numbers regclass;
BEGIN
  FOR numbers IN
    SELECT oid::regclass FROM pg_class
    WHERE relkind = 'S' AND relname LIKE 'appeal\_number\_%' AND relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('DROP SEQUENCE %s', numbers);
  END LOOP;
END $$;
DROP TABLE services;
DROP TABLE utilities;
DROP TABLE communities;
DROP FUNCTION next_appeal_number(uuid);
DROP FUNCTION create_appeal_numbers();
DROP TABLE regions;

-- Who may connect, and how a transaction says for whom it acts.
--
-- varta_owner   runs migrations, owns every object, serves nothing
-- varta_app     the program's login; inside a community
-- varta_region  coordinators and region administrators: the region's own rows
-- varta_utility a utility's staff: its assignments in every community that it serves
-- varta_system  background work and sign-in: ledger, counters, sessions
--
-- The last three cannot log in: varta_app takes one of them on for one
-- transaction (SET LOCAL ROLE). NOINHERIT: without taking it on, it has nothing of it.
DO $$
DECLARE
  narrow text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'varta_app') THEN
    CREATE ROLE varta_app LOGIN NOINHERIT;
  END IF;
  FOREACH narrow IN ARRAY ARRAY['varta_region', 'varta_utility', 'varta_system'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = narrow) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', narrow);
    END IF;
    IF NOT pg_has_role('varta_app', narrow, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO varta_app', narrow);
    END IF;
  END LOOP;
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The schema belongs to the owner alone; the others may use what they are granted.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO varta_app, varta_region, varta_utility, varta_system;

-- The program refuses to serve while migrations are pending, so it reads which ones ran.
GRANT SELECT ON __diesel_schema_migrations TO varta_app;

-- The transaction's context. STABLE, never IMMUTABLE: a prepared statement must not keep
-- yesterday's tenant. An unset or emptied setting is NULL, and NULL equals no row.
CREATE FUNCTION current_region() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('varta.region_id', true), '')::uuid;
CREATE FUNCTION current_community() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('varta.community_id', true), '')::uuid;
CREATE FUNCTION current_utility() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('varta.utility_id', true), '')::uuid;
CREATE FUNCTION current_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('varta.actor_id', true), '')::uuid;

-- Roles belong to the whole cluster and may serve other databases: they stay.
DROP FUNCTION current_actor();
DROP FUNCTION current_utility();
DROP FUNCTION current_community();
DROP FUNCTION current_region();
REVOKE SELECT ON __diesel_schema_migrations FROM varta_app;
REVOKE USAGE ON SCHEMA public FROM varta_app, varta_region, varta_utility, varta_system;
DROP EXTENSION pg_trgm;

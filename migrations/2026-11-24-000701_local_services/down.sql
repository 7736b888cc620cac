DROP TABLE service_overrides;
ALTER TABLE services
  DROP COLUMN executor_en,
  DROP COLUMN caller_uk,
  DROP COLUMN caller_en,
  DROP COLUMN matches_events,
  DROP COLUMN routes_to;

-- A region of 63 communities, each with a town of 1,000 buildings. Identifiers say what they
-- are and which one: both sides of a comparison find them without looking anything up.
CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO varta_app;

CREATE FUNCTION bench.id(what int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ('00000000-00' || lpad(what::text, 2, '0') || '-7000-8000-' || lpad(n::text, 12, '0'))::uuid;
-- UUIDv7 of a given moment: the moment's milliseconds, then chance.
CREATE FUNCTION bench.v7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE
  RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
          || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid;

INSERT INTO regions (id, katottg, name_uk, name_en, created_at)
VALUES (bench.id(1, 0), 'UA05000000000010236', 'Область', 'Region', now());

INSERT INTO communities (region_id, id, katottg, name_uk, name_en, created_at)
SELECT bench.id(1, 0), bench.id(2, c), 'UA05' || lpad(c::text, 15, '0'), 'Громада ' || c, 'Community ' || c, now()
FROM generate_series(0, 62) c;

-- Utility 0 is regional; each community has three of its own.
INSERT INTO utilities (region_id, id, owner_community, kind, name, created_at)
SELECT bench.id(1, 0), bench.id(3, 0), NULL, 'electricity', 'Обленерго', now()
UNION ALL
SELECT bench.id(1, 0), bench.id(3, 1 + c * 3 + u), bench.id(2, c),
       (ARRAY['water', 'heat', 'housing'])[u + 1], 'Підприємство ' || c || '.' || u, now()
FROM generate_series(0, 62) c, generate_series(0, 2) u;

INSERT INTO services (region_id, code, position, name_uk, name_en, group_code, urgency,
  acknowledge_minutes, arrive_minutes, resolve_hours, works_on_days_off, route_by, executor_uk)
SELECT bench.id(1, 0), 'S' || s, s, 'Послуга ' || s, 'Service ' || s, 'group',
       (ARRAY['life', 'urgent', 'standard', 'routine'])[1 + s % 4], 5 + s, NULL, 24 * (1 + s % 4), true, 'community', 'Виконавець'
FROM generate_series(0, 34) s;

INSERT INTO settlements (community_id, id, katottg, name, category)
SELECT bench.id(2, c), bench.id(4, c), 'UA05' || lpad((1000 + c)::text, 15, '0'), 'Місто ' || c, 'M'
FROM generate_series(0, 62) c;
INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
SELECT bench.id(2, c), bench.id(5, c * 40 + s), bench.id(4, c), 'vulytsia', 'Соборна ' || s, 'соборна' || s
FROM generate_series(0, 62) c, generate_series(0, 39) s;
INSERT INTO buildings (community_id, id, street_id, number, number_key)
SELECT bench.id(2, c), bench.id(6, c * 1000 + b), bench.id(5, c * 40 + b % 40), (b / 40 + 1)::text, (b / 40 + 1)::text
FROM generate_series(0, 62) c, generate_series(0, 999) b;

-- Every service of every community has somebody; one house in ten has somebody of its own.
INSERT INTO responsibilities (community_id, id, region_id, service_code, utility_id, place_kind, building_id, valid_from)
SELECT bench.id(2, c), bench.id(7, c * 35 + s), bench.id(1, 0), 'S' || s,
       bench.id(3, CASE WHEN s % 4 = 3 THEN 0 ELSE 1 + c * 3 + s % 4 END), 'community', NULL, now() - interval '3 years'
FROM generate_series(0, 62) c, generate_series(0, 34) s
UNION ALL
SELECT bench.id(2, c), bench.id(8, c * 1000 + b), bench.id(1, 0), 'S' || (b / 10) % 35, bench.id(3, 1 + c * 3 + 2),
       'building', bench.id(6, c * 1000 + b), now() - interval '3 years'
FROM generate_series(0, 62) c, generate_series(0, 990, 10) b;

-- A dispatcher in each community, one of the staff in each utility, a coordinator.
INSERT INTO accounts (region_id, id, owner_community, login, name, password_hash, created_at)
SELECT bench.id(1, 0), bench.id(9, c), bench.id(2, c), 'dispatcher.' || c, 'Диспетчер ' || c, '-', now()
FROM generate_series(0, 62) c
UNION ALL
SELECT bench.id(1, 0), bench.id(10, u), NULL, 'staff.' || u, 'Майстер ' || u, '-', now()
FROM generate_series(0, 63 * 3) u
UNION ALL
SELECT bench.id(1, 0), bench.id(11, 0), NULL, 'coordinator', 'Координатор', '-', now();
INSERT INTO memberships (region_id, id, account_id, owner_community, role, in_community, in_utility, created_at)
SELECT bench.id(1, 0), bench.id(12, c), bench.id(9, c), bench.id(2, c), 'dispatcher', bench.id(2, c), NULL, now()
FROM generate_series(0, 62) c
UNION ALL
SELECT bench.id(1, 0), bench.id(13, u), bench.id(10, u), NULL, 'utility_staff', NULL, bench.id(3, u), now()
FROM generate_series(0, 63 * 3) u
UNION ALL
SELECT bench.id(1, 0), bench.id(14, 0), bench.id(11, 0), NULL, 'regional_coordinator', NULL, NULL, now();
-- A thousand sessions for those who watch, all of the dispatcher of community 0.
INSERT INTO sessions (id, account_id, kind, started_at, expires_at)
SELECT bench.id(16, n), bench.id(9, 0), 'client', now(), now() + interval '1 day'
FROM generate_series(0, 999) n;

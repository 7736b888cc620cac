-- Appeals {from} to {to} of two years, with their calls and assignments. All are closed but
-- those of the last {open}, which stand in every open state. Their numbers are beyond all that
-- the program gives.
SET session_replication_role = replica;
SET synchronous_commit = off;

CREATE UNLOGGED TABLE bench.made AS
SELECT n, c, bench.id(2, c) AS community, bench.v7(at) AS id, at, is_open, building, service, utility,
       bench.id(9, c) AS dispatcher,
       CASE WHEN NOT is_open THEN 'closed'
            ELSE (ARRAY['registered', 'assigned', 'in_work', 'in_work', 'reported', 'declined'])[1 + n / 63 % 6] END AS state
FROM (
  SELECT n, n % 63 AS c, n > {to} - {open} AS is_open,
         now() - interval '2 years' + interval '2 years' * (n::float8 / {to}) AS at,
         (n % 63) * 1000 + (n * 7919) % 1000 AS building, (n * 31) % 35 AS service,
         1 + (n % 63) * 3 + n % 3 AS utility
  FROM generate_series({from}::bigint, {to}::bigint) n
) drawn;

INSERT INTO appeals (community_id, id, region_id, number, tracking_code, kind, state, result, service_code, urgency,
  building_id, place, responsible_utility_id, utility_id, registered_at, registered_by, acknowledge_due_at,
  resolve_due_at, due_at, acknowledged_at, reported_at, closed_at, acknowledge_missed_at, resolve_missed_at, version)
SELECT community, id, bench.id(1, 0), 1000000000 + n / 63, upper(substr(md5(n::text), 1, 12)), 'operational', state,
  CASE WHEN NOT is_open THEN 'resolved' END, 'S' || service, 'standard', bench.id(6, building),
  'Місто ' || c || ', вул. Соборна ' || building % 40 || ', ' || building % 1000 / 40 + 1, bench.id(3, utility),
  CASE WHEN state NOT IN ('registered', 'declined') THEN bench.id(3, utility) END, at, dispatcher,
  at + interval '15 minutes', at + interval '3 days', at + interval '3 days',
  CASE WHEN state IN ('in_work', 'reported', 'closed') THEN at + interval '10 minutes' END,
  CASE WHEN state IN ('reported', 'closed') THEN at + interval '20 hours' END,
  CASE WHEN NOT is_open THEN at + interval '22 hours' END,
  -- Noted already: nobody is to be told now of what was missed then.
  CASE WHEN is_open THEN at + interval '16 minutes' END, CASE WHEN is_open THEN at + interval '3 days' END,
  CASE WHEN is_open THEN 2 ELSE 5 END
FROM bench.made ORDER BY n;

INSERT INTO calls (community_id, id, appeal_id, outcome, applicant_name, applicant_phone, flat, words, taken_at, taken_by)
SELECT community, bench.v7(at), id, 'registered', 'Заявник ' || n % 100000, '+380' || (500000000 + n * 48271 % 400000), n % 90 + 1,
  'Немає води з самого ранку в усьому під''їзді, сусіди теж без води, коли буде?', at, dispatcher
FROM bench.made ORDER BY n;

INSERT INTO assignments (community_id, id, region_id, appeal_id, appeal_number, utility_id, state, service_code, urgency,
  place, flat, words, contact_name, contact_phone, offered_at, offered_by, acknowledge_due_at, resolve_due_at, due_at,
  accepted_at, report_text, reported_at, ended_at, version)
SELECT community, bench.v7(at), bench.id(1, 0), id, 1000000000 + n / 63, bench.id(3, utility),
  CASE state WHEN 'assigned' THEN 'offered' WHEN 'in_work' THEN 'accepted' WHEN 'reported' THEN 'reported'
             WHEN 'declined' THEN 'declined' ELSE 'confirmed' END,
  'S' || service, 'standard', 'Місто ' || c || ', вул. Соборна', n % 90 + 1,
  'Немає води з самого ранку в усьому під''їзді, сусіди теж без води, коли буде?', 'Заявник ' || n % 100000,
  '+380' || (500000000 + n * 48271 % 400000), at, dispatcher, at + interval '15 minutes', at + interval '3 days', at + interval '3 days',
  CASE WHEN state IN ('in_work', 'reported', 'closed') THEN at + interval '10 minutes' END,
  CASE WHEN state IN ('reported', 'closed') THEN 'Замінено ділянку труби' END,
  CASE WHEN state IN ('reported', 'closed') THEN at + interval '20 hours' END,
  CASE WHEN state IN ('declined', 'closed') THEN at + interval '22 hours' END, 3
FROM bench.made WHERE state <> 'registered' ORDER BY n;

DROP TABLE bench.made;

-- All that the program does in the database to register an appeal, as one function: the same
-- context, look-ups, numbers and rows, under the same role and row-level security.
CREATE FUNCTION bench.register(c int, b int, s int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  region       uuid := bench.id(1, 0);
  community    uuid := bench.id(2, c);
  actor        uuid := bench.id(9, c);
  building     uuid := bench.id(6, c * 1000 + b);
  service_code text := 'S' || s;
  at           timestamptz := clock_timestamp();
  appeal       uuid := bench.v7(at);
  code         text := upper(substr(md5(random()::text), 1, 10));
  words        text := 'Немає води з самого ранку в усьому під''їзді, сусіди теж без води, коли буде?';
  found        record;
  place        text;
  number       bigint;
BEGIN
  PERFORM set_config('varta.region_id', region::text, true),
          set_config('varta.community_id', community::text, true),
          set_config('varta.actor_id', actor::text, true);
  SELECT place_.settlement, place_.street_kind, place_.street, place_.number, service.urgency,
         CASE WHEN own.has_times THEN own.acknowledge_minutes ELSE service.acknowledge_minutes END
           AS acknowledge_minutes,
         CASE WHEN own.has_times THEN own.arrive_minutes ELSE service.arrive_minutes END AS arrive_minutes,
         CASE WHEN own.has_times THEN own.resolve_hours ELSE service.resolve_hours END AS resolve_hours,
         own.state, responsible.utility_id
  INTO found
  FROM (VALUES (community, region, service_code, at)) AS asked (community_id, region_id, service_code, at)
  LEFT JOIN (
    SELECT t.name AS settlement, s.kind AS street_kind, s.name AS street, b.number,
           b.id AS building_id, s.id AS street_id, t.id AS settlement_id
    FROM buildings b
    JOIN streets s ON s.community_id = b.community_id AND s.id = b.street_id
    JOIN settlements t ON t.community_id = s.community_id AND t.id = s.settlement_id
    WHERE b.community_id = community AND b.id = building AND s.community_id = community AND t.community_id = community
  ) place_ ON true
  LEFT JOIN services service ON service.region_id = asked.region_id AND service.code = asked.service_code
  LEFT JOIN service_overrides own ON own.community_id = community AND own.service_code = asked.service_code
  LEFT JOIN LATERAL (
    SELECT c.utility_id FROM (
      SELECT 1 AS rank, r.* FROM responsibilities r
      WHERE r.community_id = asked.community_id AND r.building_id = place_.building_id
        AND r.service_code = asked.service_code
      UNION ALL
      SELECT 2, r.* FROM responsibilities r
      WHERE r.community_id = asked.community_id AND r.street_id = place_.street_id
        AND r.service_code = asked.service_code
      UNION ALL
      SELECT 3, r.* FROM responsibilities r
      WHERE r.community_id = asked.community_id AND r.settlement_id = place_.settlement_id
        AND r.service_code = asked.service_code
      UNION ALL
      SELECT 4, r.* FROM responsibilities r
      WHERE r.community_id = asked.community_id AND r.place_kind = 'community'
        AND r.service_code = asked.service_code
    ) c
    JOIN utilities u ON u.region_id = asked.region_id AND u.id = c.utility_id AND u.state = 'active'
    WHERE c.valid_from <= asked.at AND (c.valid_to IS NULL OR c.valid_to > asked.at)
    ORDER BY c.rank, CASE c.boundary WHEN 'after_inlet' THEN 2 WHEN 'before_inlet' THEN 3 ELSE 1 END,
             c.valid_from DESC, c.id
    LIMIT 1
  ) responsible ON true;
  IF found.settlement IS NULL OR found.urgency IS NULL THEN
    RAISE 'unknown building or service';
  END IF;
  IF found.state = 'off' THEN
    RAISE 'the service is switched off';
  END IF;
  place := found.settlement || ', вул. ' || found.street || ', ' || found.number;

  INSERT INTO appeals (community_id, id, region_id, number, tracking_code, kind, state, service_code,
    urgency, building_id, place, responsible_utility_id, registered_at, registered_by,
    acknowledge_due_at, arrive_due_at, resolve_due_at, due_at)
  VALUES (community, appeal, region, next_appeal_number(community), code, 'operational', 'registered', service_code,
    found.urgency, building, place, found.utility_id, at, actor,
    at + make_interval(mins => found.acknowledge_minutes), at + make_interval(mins => found.arrive_minutes),
    at + make_interval(hours => found.resolve_hours),
    at + make_interval(mins => found.acknowledge_minutes))
  RETURNING appeals.number INTO number;
  INSERT INTO calls (community_id, id, appeal_id, outcome, applicant_name, applicant_phone, flat, words, taken_at, taken_by)
  VALUES (community, bench.v7(at), appeal, 'registered', 'Марія Коваленко', '+380671234567', '12', words, at, actor);
  INSERT INTO ledger_inbox (community_id, id, kind, subject_id, actor_id, actor_role, utility_id, occurred_at, body)
  VALUES (community, bench.v7(at), 'appeal.registered', appeal, actor, 'dispatcher', NULL, at,
    json_build_object('number', number, 'kind', 'operational', 'to', 'registered', 'service', service_code,
      'building', building, 'responsible', found.utility_id)::text);
  INSERT INTO idempotency_keys (actor_id, key, fingerprint, status, etag, location, body, created_at)
  VALUES (actor, 'pgbench-' || appeal, sha256(words::bytea), 201, '"1"',
    '/api/v1/communities/' || community || '/appeals/' || appeal,
    json_build_object('id', appeal, 'number', number, 'tracking_code', code, 'kind', 'operational', 'state', 'registered',
      'outcome', NULL, 'service', service_code, 'urgency', found.urgency, 'building_id', building, 'place', place,
      'responsible_utility_id', found.utility_id, 'utility_id', NULL, 'callers', 1, 'returns', 0, 'registered_at', at,
      'deadlines', json_build_object('acknowledge', at, 'arrive', NULL, 'resolve', at, 'next', at), 'overdue', false,
      'acknowledged_at', NULL, 'attended_at', NULL, 'reported_at', NULL, 'closed_at', NULL, 'sent_handover_id', NULL,
      'received_handover_id', NULL, 'version', 1)::text, at);
  RETURN number;
END $$;

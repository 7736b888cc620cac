INSERT INTO appeal_counters (community_id, region_id, metric, value)
SELECT community_id, region_id, 'open.' || state, count(*) FROM appeals
WHERE closed_at IS NULL GROUP BY community_id, region_id, state
UNION ALL
SELECT community_id, region_id, metric, count FROM (
  SELECT community_id, region_id, count(*) AS count, count(closed_at) AS closed FROM appeals GROUP BY community_id, region_id
) counted, LATERAL (VALUES ('total.registered', count), ('total.closed', closed)) AS total (metric, count)
ON CONFLICT (community_id, metric) DO UPDATE SET value = excluded.value;

INSERT INTO appeal_counters (community_id, region_id, metric, value)
SELECT community_id, region_id, 'open.' || state, count(*) FROM appeals
WHERE closed_at IS NULL GROUP BY community_id, region_id, state
UNION ALL
SELECT community_id, region_id, metric, value FROM (
  SELECT community_id, region_id, count(*) AS registered, count(closed_at) AS closed FROM appeals GROUP BY community_id, region_id
) counted, LATERAL (VALUES ('total.registered', registered), ('total.closed', closed)) AS total (metric, value)
ON CONFLICT (community_id, metric) DO UPDATE SET value = excluded.value;

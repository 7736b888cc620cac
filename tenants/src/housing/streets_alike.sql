-- For each typed street, those of the registry that share words with it, and all their names.
-- Every comparison is leak-proof, so that row-level security leaves the indexes in use. A word
-- counts most when it stands there as typed, in a name of as many words.
WITH typed AS (
  SELECT * FROM unnest(?::int4[], ?::int4[], ?::int4[], ?::text[], ?::bool[])
         AS t (key, word, words, spelling, whole)
), right_word AS (
  -- What stands there as typed is no slip: its neighbours are not looked for.
  SELECT t.key, t.word FROM typed t
  WHERE t.whole AND EXISTS (SELECT FROM street_words w
    WHERE w.community_id = ? AND w.whole AND w.spelling = t.spelling)
), hit AS (
  SELECT t.key, t.word, w.street_id,
         CASE WHEN t.whole AND w.whole THEN 4 ELSE 1 END + (t.words = w.words)::int AS points
  FROM (SELECT * FROM typed t
        WHERE t.whole OR NOT EXISTS (SELECT FROM right_word r WHERE r.key = t.key AND r.word = t.word)
       ) t
  JOIN street_words w ON w.community_id = ? AND w.spelling = t.spelling
  UNION ALL
  SELECT t.key, t.word, w.street_id, 3
  FROM unnest(?::int4[], ?::int4[], ?::text[], ?::text[]) AS t (key, word, least, beyond)
  CROSS JOIN LATERAL (
    SELECT b.street_id FROM street_words b
    WHERE b.community_id = ? AND b.whole AND b.spelling >= t.least AND b.spelling < t.beyond
    ORDER BY b.spelling LIMIT 120) w
), counted AS (
  SELECT key, street_id, sum(points) AS points FROM (
    SELECT key, word, street_id, max(points) AS points FROM hit GROUP BY key, word, street_id) h
  GROUP BY key, street_id
), best AS (
  SELECT key, street_id, points, max(points) OVER (PARTITION BY key) AS most,
         row_number() OVER (PARTITION BY key ORDER BY points DESC, street_id) AS place
  FROM counted
)
SELECT best.key, s.id, s.kind, t.name, s.name, s.search_key, a.name, a.search_key, a.kind
FROM best
JOIN streets s ON s.community_id = ? AND s.id = best.street_id AND s.state = 'active'
JOIN settlements t ON t.community_id = ? AND t.id = s.settlement_id AND t.state = 'active'
LEFT JOIN street_aliases a ON a.community_id = ? AND a.street_id = s.id AND a.state = 'active'
WHERE best.place <= 120 AND best.points * 3 >= best.most
ORDER BY best.key, best.place, a.id

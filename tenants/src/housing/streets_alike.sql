-- For each typed line, the streets of the registry that share words with it, and all their names.
-- Every comparison is leak-proof, so that row-level security leaves the indexes in use. A word
-- counts most when it stands there as typed, but for a number, which may be the house's.
--
-- One plan serves all communities, and communities differ a thousandfold: OFFSET 0 keeps the
-- planner to the order that is written, from what was typed to the few rows of an index, and
-- from reading all of a community because most are small.
WITH typed AS (
  SELECT * FROM unnest(?::int4[], ?::int4[], ?::text[], ?::bool[], ?::int4[], ?::int4[])
    AS t (key, word, spelling, whole, points, most)
), near AS (
  SELECT * FROM unnest(?::int4[], ?::uuid[], ?::bool[]) AS n (key, settlement_id, exact)
), right_word AS (
  -- What stands there as typed is no slip: its neighbours are not looked for.
  SELECT t.key, t.word FROM typed t
  WHERE t.whole AND EXISTS (SELECT FROM street_words w
    WHERE w.community_id = ? AND w.whole AND w.spelling = t.spelling OFFSET 0)
), sought AS (
  SELECT * FROM typed t
  WHERE t.whole OR NOT EXISTS (SELECT FROM right_word r WHERE r.key = t.key AND r.word = t.word)
), beside AS MATERIALIZED (
  SELECT t.key, t.word, w.street_id, n.settlement_id, n.exact, w.words,
         CASE WHEN w.whole THEN t.points ELSE 2 END AS points
  FROM near n JOIN sought t ON t.key = n.key CROSS JOIN LATERAL (
    SELECT w.street_id, w.words, w.whole FROM street_words w
    WHERE w.community_id = ? AND w.spelling = t.spelling AND w.settlement_id = n.settlement_id OFFSET 0) w
), there AS MATERIALIZED (
  -- Whoever names a settlement and all words of a street in it means none elsewhere.
  SELECT key FROM beside WHERE exact GROUP BY key, street_id HAVING count(DISTINCT word) >= min(words)
), hit AS MATERIALIZED (
  SELECT key, word, street_id, settlement_id, words, points, false AS common FROM beside
  UNION ALL
  SELECT t.key, t.word, w.street_id, w.settlement_id, w.words,
         CASE WHEN w.whole THEN t.points ELSE 2 END, w.streets = t.most
  FROM sought t CROSS JOIN LATERAL (
    SELECT w.*, count(*) OVER () AS streets FROM (
      SELECT w.street_id, w.settlement_id, w.words, w.whole FROM street_words w
      WHERE w.community_id = ? AND w.spelling = t.spelling LIMIT t.most) w) w
  WHERE t.key NOT IN (SELECT key FROM there)
  UNION ALL
  SELECT t.key, t.word, w.street_id, w.settlement_id, w.words, 6, false
  FROM unnest(?::int4[], ?::int4[], ?::text[], ?::text[]) AS t (key, word, least, beyond)
  CROSS JOIN LATERAL (
    SELECT b.street_id, b.settlement_id, b.words FROM street_words b
    WHERE b.community_id = ? AND b.whole AND b.spelling > t.least AND b.spelling < t.beyond
    ORDER BY b.spelling LIMIT 60) w
  WHERE t.key NOT IN (SELECT key FROM there)
  UNION ALL
  -- The very name, which a word that hundreds of streets have would hide.
  SELECT t.key, t.word, w.street_id, w.settlement_id, w.words, t.points, false
  FROM unnest(?::int4[], ?::text[]) AS n (key, name) JOIN typed t ON t.key = n.key AND t.whole
  CROSS JOIN LATERAL (
    SELECT s.id AS street_id, s.settlement_id, array_length(string_to_array(s.search_key, ' '), 1) AS words
    FROM streets s WHERE s.community_id = ? AND s.search_key = n.name LIMIT t.most) w
  WHERE t.key NOT IN (SELECT key FROM there)
), counted AS (
  -- A word that hundreds of streets have tells none of them, and only some of them are here:
  -- the other words tell, whether the common one was seen beside them or not.
  SELECT key, street_id, settlement_id, sum(points) AS points, min(words) AS words,
         coalesce(sum(points) FILTER (WHERE points > 1
           AND (key, word) NOT IN (SELECT key, word FROM hit WHERE common)), 0) AS telling
  FROM (
    SELECT key, word, street_id, settlement_id, max(points) AS points, min(words) AS words
    FROM hit GROUP BY key, word, street_id, settlement_id) h
  GROUP BY key, street_id, settlement_id
), weighed AS (
  SELECT c.*, n.key IS NOT NULL AS near,
         max(c.points) OVER (PARTITION BY c.key) AS most,
         max(c.telling) OVER (PARTITION BY c.key) AS most_telling,
         max(c.points) FILTER (WHERE n.exact) OVER (PARTITION BY c.key) AS most_near
  FROM counted c LEFT JOIN near n ON n.key = c.key AND n.settlement_id = c.settlement_id
), best AS (
  -- What shares but half of the words is no answer beside what shares them all. Of streets that
  -- share as much, those of a settlement that was typed come first, then those whose names have
  -- no more words. One elsewhere that fits no better than one there is not meant.
  SELECT key, street_id,
         row_number() OVER (PARTITION BY key
           ORDER BY telling DESC, points DESC, near DESC, words, street_id) AS place
  FROM weighed
  WHERE (points * 2 > most OR telling * 2 > most_telling)
    AND (near OR most_near IS NULL OR points > most_near)
)
SELECT best.key, s.id, s.kind, s.settlement_id, s.name, s.search_key, a.name, a.search_key, a.kind
FROM (SELECT * FROM best WHERE place <= 30 OFFSET 0) best
CROSS JOIN LATERAL (
  SELECT s.* FROM streets s
  WHERE s.community_id = ? AND s.id = best.street_id AND s.state = 'active' OFFSET 0) s
LEFT JOIN LATERAL (
  SELECT a.* FROM street_aliases a
  WHERE a.community_id = ? AND a.street_id = s.id AND a.state = 'active' OFFSET 0) a ON true
ORDER BY best.key, best.place, a.id

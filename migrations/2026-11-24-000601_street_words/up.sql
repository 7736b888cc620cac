-- The words of all names of streets, each whole and with one letter left out, so that a word
-- mistyped by a letter is found by equality (tenants/src/housing/typed.rs). Kept by triggers:
-- whoever writes a street or one of its names need not think of it.
CREATE TABLE street_words (
  community_id uuid NOT NULL,
  spelling     text COLLATE "C" NOT NULL,
  street_id    uuid NOT NULL,
  -- false: a letter is left out
  whole        boolean NOT NULL,
  -- how many words the shortest name with this one has
  words        integer NOT NULL,
  PRIMARY KEY (community_id, spelling, street_id) INCLUDE (whole, words),
  FOREIGN KEY (community_id, street_id) REFERENCES streets ON DELETE CASCADE
);
CREATE INDEX street_words_street ON street_words (community_id, street_id);
CREATE INDEX street_words_whole ON street_words (community_id, spelling, street_id) WHERE whole;
ALTER TABLE street_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON street_words TO varta_app;
CREATE POLICY of_community ON street_words TO varta_app
  USING (community_id = current_community())
  WITH CHECK (community_id = current_community());

-- Words of three letters and more, but no numbers, also one letter short.
CREATE FUNCTION spellings_of(search_key text)
  RETURNS TABLE (spelling text, whole boolean, words integer)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$
    WITH word AS (SELECT w, count(*) OVER ()::integer AS words
                  FROM string_to_table(search_key, ' ') w WHERE w <> '')
    SELECT w, true, words FROM word
    UNION ALL
    SELECT left(w, n - 1) || substr(w, n + 1), false, words
    FROM word, generate_series(1, length(w)) n
    WHERE length(w) >= 3 AND w !~ '[0-9]'
  $$;

CREATE FUNCTION learn_street_words(community uuid[], street uuid[], search_key text[])
  RETURNS void LANGUAGE sql
  AS $$
    INSERT INTO street_words (community_id, spelling, street_id, whole, words)
    SELECT t.community_id, s.spelling, t.street_id, bool_or(s.whole), min(s.words)
    FROM unnest(community, street, search_key) AS t (community_id, street_id, search_key),
         spellings_of(t.search_key) s
    GROUP BY t.community_id, s.spelling, t.street_id
    ON CONFLICT (community_id, spelling, street_id) DO UPDATE
      SET whole = street_words.whole OR excluded.whole,
          words = least(street_words.words, excluded.words)
      WHERE excluded.whole > street_words.whole OR excluded.words < street_words.words
  $$;

CREATE FUNCTION learn_new_streets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_street_words(array_agg(community_id), array_agg(id), array_agg(search_key))
  FROM added;
  RETURN NULL;
END $$;

CREATE FUNCTION learn_new_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM learn_street_words(array_agg(community_id), array_agg(street_id), array_agg(search_key))
  FROM added;
  RETURN NULL;
END $$;

-- Forgets all words of these streets and learns those of their present names.
CREATE FUNCTION relearn_street_words(community uuid[], street uuid[])
  RETURNS void LANGUAGE sql
  AS $$
    DELETE FROM street_words w USING unnest(community, street) AS t (community_id, street_id)
    WHERE w.community_id = t.community_id AND w.street_id = t.street_id;
    SELECT learn_street_words(array_agg(community_id), array_agg(street_id), array_agg(search_key))
    FROM (
      SELECT s.community_id, s.id AS street_id, s.search_key
      FROM unnest(community, street) AS t (community_id, street_id)
      JOIN streets s ON s.community_id = t.community_id AND s.id = t.street_id
      UNION ALL
      SELECT a.community_id, a.street_id, a.search_key
      FROM unnest(community, street) AS t (community_id, street_id)
      JOIN street_aliases a ON a.community_id = t.community_id AND a.street_id = t.street_id
    ) named;
  $$;

CREATE FUNCTION relearn_changed_streets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM relearn_street_words(array_agg(c.community_id), array_agg(c.id))
  FROM changed c JOIN before b ON b.community_id = c.community_id AND b.id = c.id
  WHERE c.search_key <> b.search_key
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION relearn_changed_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM relearn_street_words(array_agg(c.community_id), array_agg(c.street_id))
  FROM changed c JOIN before b ON b.community_id = c.community_id AND b.id = c.id
  WHERE c.search_key <> b.search_key
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE FUNCTION forget_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM relearn_street_words(array_agg(community_id), array_agg(street_id)) FROM before
  HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER learn_words AFTER INSERT ON streets
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION learn_new_streets();
CREATE TRIGGER relearn_words AFTER UPDATE ON streets
  REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION relearn_changed_streets();
CREATE TRIGGER learn_words AFTER INSERT ON street_aliases
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION learn_new_aliases();
CREATE TRIGGER relearn_words AFTER UPDATE ON street_aliases
  REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION relearn_changed_aliases();
CREATE TRIGGER forget_words AFTER DELETE ON street_aliases
  REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION forget_aliases();

-- What is there already. The owner, too, sees no row of a table that forces row-level security.
ALTER TABLE streets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE street_aliases NO FORCE ROW LEVEL SECURITY;
ALTER TABLE street_words NO FORCE ROW LEVEL SECURITY;
SELECT learn_street_words(array_agg(community_id), array_agg(id), array_agg(search_key))
FROM (SELECT community_id, id, search_key FROM streets
      UNION ALL
      SELECT community_id, street_id, search_key FROM street_aliases) named;
ALTER TABLE streets FORCE ROW LEVEL SECURITY;
ALTER TABLE street_aliases FORCE ROW LEVEL SECURITY;
ALTER TABLE street_words FORCE ROW LEVEL SECURITY;

-- Words of streets by their settlement, too: when a line names one, its streets are found at once
-- among the thousands that share a word (tenants/src/housing/streets_alike.sql). The words are
-- derived, so the table is made anew.
DROP TABLE street_words;
ALTER TABLE streets ADD UNIQUE (community_id, settlement_id, id);
CREATE TABLE street_words (
  community_id  uuid NOT NULL,
  spelling      text COLLATE "C" NOT NULL,
  -- the street's
  settlement_id uuid NOT NULL,
  street_id     uuid NOT NULL,
  -- false: a letter is left out
  whole         boolean NOT NULL,
  -- how many words the shortest name with this one has
  words         integer NOT NULL,
  PRIMARY KEY (community_id, spelling, settlement_id, street_id) INCLUDE (whole, words),
  -- A street that moves takes its words along.
  FOREIGN KEY (community_id, settlement_id, street_id)
    REFERENCES streets (community_id, settlement_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX street_words_street ON street_words (community_id, street_id, settlement_id);
CREATE INDEX street_words_whole ON street_words (community_id, spelling)
  INCLUDE (settlement_id, street_id, words) WHERE whole;
ALTER TABLE street_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON street_words TO varta_app;
CREATE POLICY of_community ON street_words TO varta_app
  USING (community_id = current_community())
  WITH CHECK (community_id = current_community());

CREATE OR REPLACE FUNCTION learn_street_words(community uuid[], street uuid[], search_key text[])
  RETURNS void LANGUAGE sql
  AS $$
    INSERT INTO street_words (community_id, spelling, settlement_id, street_id, whole, words)
    SELECT t.community_id, s.spelling, m.settlement_id, t.street_id, bool_or(s.whole), min(s.words)
    FROM unnest(community, street, search_key) AS t (community_id, street_id, search_key)
    JOIN streets m ON m.community_id = t.community_id AND m.id = t.street_id
    CROSS JOIN spellings_of(t.search_key) s
    GROUP BY t.community_id, s.spelling, m.settlement_id, t.street_id
    ON CONFLICT (community_id, spelling, settlement_id, street_id) DO UPDATE
      SET whole = street_words.whole OR excluded.whole,
          words = least(street_words.words, excluded.words)
      WHERE excluded.whole > street_words.whole OR excluded.words < street_words.words
  $$;

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

-- One more community, as large as none is: 100 settlements of 500 streets, a million houses.
-- Each name stands in every settlement; every tenth street has an old one.
INSERT INTO communities (region_id, id, katottg, name_uk, name_en, created_at)
VALUES (bench.id(1, 0), bench.id(2, 99), 'UA05999999999999999', 'Велика громада', 'Large community', now());
INSERT INTO settlements (community_id, id, katottg, name, category)
SELECT bench.id(2, 99), bench.id(24, t), 'UA05' || lpad((900000 + t)::text, 15, '0'),
       (ARRAY['Вишневе','Кленове','Липове','Дубове','Садове','Заріччя','Калинівка','Тарасівка','Лугове','Степове'])[1 + t % 10]
       || ' ' || (ARRAY['Верхнє','Нижнє','Нове','Старе','Мале','Велике','Ближнє','Дальнє','Перше','Друге'])[1 + t / 10], 'C'
FROM generate_series(0, 99) t;

-- The key that the program computes (tenants/src/housing/spelling.rs), as far as these names need it.
CREATE FUNCTION bench.key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(translate(lower(name), 'іїйєґь’', 'иииег'), '(\D)\1+', '\1', 'g');

-- 350 names of one word, 150 of two.
CREATE TABLE bench.street_names AS
SELECT n, name, bench.key(name) AS search_key FROM (
  SELECT row_number() OVER ()::int - 1 AS n, name FROM (
    SELECT start || root || ending AS name
    FROM unnest(ARRAY['За','При','На','Під','Пере','Об','Ви']) start,
         unnest(ARRAY['лісн','річн','полян','садків','горян','лужан','степов','млинов','двірн','ярмарков']) root,
         unnest(ARRAY['а','ська','енка','ого','ична']) ending
    UNION ALL
    SELECT given || ' ' || family || ending
    FROM unnest(ARRAY['Івана','Василя','Олени','Михайла','Лесі']) given,
         unnest(ARRAY['Ковал','Шевч','Мельн','Бондар','Ткач','Кравч','Олійн','Лис','Поліщ','Гонч']) family,
         unnest(ARRAY['енка','ука','ицького']) ending) made) named;

INSERT INTO streets (community_id, id, settlement_id, kind, name, search_key)
SELECT bench.id(2, 99), bench.id(25, t * 500 + n), bench.id(24, t), 'vulytsia', name, search_key
FROM generate_series(0, 99) t, bench.street_names;
INSERT INTO street_aliases (community_id, id, street_id, kind, name, search_key)
SELECT bench.id(2, 99), bench.id(26, t * 500 + n), bench.id(25, t * 500 + n), 'old', 'Комунарівська ' || n, bench.key('Комунарівська ' || n)
FROM generate_series(0, 99) t, bench.street_names WHERE n % 10 = 0;
INSERT INTO buildings (community_id, id, street_id, number, number_key)
SELECT bench.id(2, 99), bench.id(27, s * 20 + b), bench.id(25, s), (b + 1)::text, (b + 1)::text
FROM generate_series(0, 49999) s, generate_series(0, 19) b;

INSERT INTO responsibilities (community_id, id, region_id, service_code, utility_id, place_kind, building_id, valid_from)
SELECT bench.id(2, 99), bench.id(28, s), bench.id(1, 0), 'S' || s, bench.id(3, 0), 'community', NULL, now() - interval '3 years'
FROM generate_series(0, 34) s;
INSERT INTO accounts (region_id, id, owner_community, login, name, password_hash, created_at)
VALUES (bench.id(1, 0), bench.id(9, 99), bench.id(2, 99), 'dispatcher.99', 'Диспетчер 99', '-', now());
INSERT INTO memberships (region_id, id, account_id, owner_community, role, in_community, in_utility, created_at)
VALUES (bench.id(1, 0), bench.id(12, 99), bench.id(9, 99), bench.id(2, 99), 'dispatcher', bench.id(2, 99), NULL, now());
VACUUM (ANALYZE) settlements, streets, street_aliases, street_words, buildings, responsibilities;

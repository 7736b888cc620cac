-- What a schema must not have, if one community is never to see another's rows. Every row of
-- the answer is a finding: a rule and what breaks it. Run as a superuser in a migrated database.
--
-- The reasons: an owner and whoever has BYPASSRLS pass row-level security, and so do a view
-- that runs as its owner, a materialised view, and a SECURITY DEFINER function that can be
-- given another search_path. A foreign key or a unique index without the community lets one
-- community's row stand for, or betray, another's. An IMMUTABLE context function keeps
-- yesterday's tenant in a prepared statement. Comparisons of enums are not leak-proof, so that
-- their indexes are not used under row-level security. What a column is called says which
-- table it names: then there is a foreign key, or a reason here why not.
WITH
  things AS (SELECT c.* FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace),
  tables AS (SELECT * FROM things WHERE relkind IN ('r', 'p')
             AND relname <> '__diesel_schema_migrations'),
  columns AS (SELECT a.* FROM pg_attribute a JOIN tables t ON t.oid = a.attrelid
              WHERE a.attnum > 0 AND NOT a.attisdropped),
  tenants AS (SELECT t.* FROM tables t JOIN columns c ON c.attrelid = t.oid
              WHERE c.attname = 'community_id'),
  functions AS (SELECT p.* FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')),
  ours AS (SELECT * FROM pg_roles WHERE rolname IN
           ('varta_app', 'varta_region', 'varta_utility', 'varta_system')),
  granted AS (SELECT t.relname, g.grantee, g.privilege_type FROM things t
              CROSS JOIN LATERAL aclexplode(t.relacl) g WHERE g.grantee <> t.relowner),
  -- Rights upon rows, on the whole table or on some of its columns.
  rights AS (
    SELECT t.oid AS relation, g.grantee, g.privilege_type, b.command
    FROM (SELECT oid, relowner, relacl AS acl FROM tables
          UNION ALL SELECT t.oid, t.relowner, c.attacl FROM tables t JOIN columns c ON c.attrelid = t.oid) t
    CROSS JOIN LATERAL aclexplode(t.acl) g
    JOIN (VALUES ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) b (name, command)
      ON b.name = g.privilege_type
    WHERE g.grantee <> t.relowner),
  -- Columns that name rows of another table, by their own names: street_id, in_utility, service_code.
  nouns AS (SELECT oid, regexp_replace(regexp_replace(relname, 'ies$', 'y'), 's$', '') AS noun FROM tables),
  named AS (
    SELECT c.attrelid, c.attname, c.attnum, t.oid AS target
    FROM (SELECT *, '_' || regexp_replace(attname, '_(id|code)$', '') AS said FROM columns
          WHERE (atttypid = 'uuid'::regtype OR attname LIKE '%\_code')
            AND attname NOT IN ('community_id', 'region_id')) c
    JOIN nouns t ON right(c.said, length(t.noun) + 1) = '_' || t.noun),
  -- A ledger outlives what it speaks of, and is a community's or a region's.
  histories AS (SELECT oid FROM tables WHERE relname LIKE 'ledger\_%'),
  loose (relation, attname, why) AS (VALUES
    ('appeals', 'service_code', 'a service is switched off, never deleted'),
    ('appeals', 'responsible_utility_id', 'copied from the responsibility, which has the key'),
    ('appeals', 'utility_id', 'copied from the open assignment, which has the key'),
    ('appeals', 'sent_handover_id', 'the hand-over has the key, to the appeal'),
    ('appeals', 'received_handover_id', 'a row of another community: a contract, no reference'),
    ('assignments', 'service_code', 'copied from the appeal'),
    ('handovers', 'service_code', 'copied from the appeal'),
    ('handovers', 'proposed_community_id', 'advice, which is checked when it is given'),
    ('handovers', 'receiver_appeal_id', 'a row of another community: a contract, no reference')),
  -- Those of them that hold always: no column of theirs may be null.
  firm AS (SELECT k.* FROM pg_constraint k WHERE contype = 'f' AND NOT EXISTS (
    SELECT FROM columns c WHERE c.attrelid = k.conrelid AND c.attnum = ANY (k.conkey) AND NOT c.attnotnull)),
  policies AS (SELECT p.*, grantee FROM pg_policy p JOIN tables t ON t.oid = p.polrelid
               CROSS JOIN LATERAL unnest(p.polroles) grantee)

-- Rows are hidden from everybody who is not let in.
SELECT 'row-level security is not enabled and forced' AS rule, relname::text AS object
FROM tables WHERE NOT (relrowsecurity AND relforcerowsecurity)
UNION ALL
SELECT 'row-level security without a policy', relname
FROM tables t WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid)
UNION ALL
SELECT 'a policy for everybody: ' || polname, polrelid::regclass::text
FROM pg_policy JOIN tables t ON t.oid = polrelid WHERE 0 = ANY (polroles)
UNION ALL
SELECT 'a policy for writing without WITH CHECK: ' || polname, polrelid::regclass::text
FROM pg_policy JOIN tables t ON t.oid = polrelid
WHERE polcmd IN ('a', 'w', '*') AND polwithcheck IS NULL
UNION ALL
SELECT 'a policy with a subquery: ' || polname, polrelid::regclass::text
FROM pg_policy JOIN tables t ON t.oid = polrelid
WHERE polqual::text LIKE '%SUBLINK%' OR polwithcheck::text LIKE '%SUBLINK%'

UNION ALL
-- Who may do a thing has a policy for it, and the other way round; background work alone
-- sees everybody's rows.
SELECT DISTINCT 'a right without a policy: ' || privilege_type,
       relation::regclass || ' to ' || grantee::regrole
FROM rights r WHERE NOT EXISTS (SELECT FROM policies p WHERE p.polrelid = r.relation
  AND p.grantee = r.grantee AND p.polcmd::text IN ('*', r.command))
UNION ALL
SELECT 'a policy without a right: ' || polname, polrelid::regclass || ' to ' || grantee::regrole
FROM policies p WHERE NOT EXISTS (SELECT FROM rights r WHERE r.relation = p.polrelid
  AND r.grantee = p.grantee AND p.polcmd::text IN ('*', r.command))
UNION ALL
SELECT 'a policy that is not tied to whoever acts: ' || polname,
       polrelid::regclass || ' to ' || grantee::regrole
FROM policies CROSS JOIN LATERAL (VALUES (polqual), (polwithcheck)) tie (said)
WHERE said IS NOT NULL AND grantee::regrole::text <> 'varta_system'
  AND pg_get_expr(said, polrelid) !~ 'current_(region|community|utility|actor)\(\)'

-- A community's row is a community's, and its neighbours are too.
UNION ALL
SELECT 'community_id may be null', c.attrelid::regclass::text
FROM columns c WHERE attname = 'community_id' AND NOT attnotnull
UNION ALL
SELECT 'a primary key without community_id', relname FROM tenants t
WHERE NOT EXISTS (SELECT FROM pg_index i JOIN columns c
                  ON c.attrelid = t.oid AND c.attname = 'community_id' AND c.attnum = ANY (i.indkey)
                  WHERE i.indrelid = t.oid AND i.indisprimary)
UNION ALL
SELECT 'a unique index without community_id', i.indexrelid::regclass::text
FROM pg_index i JOIN tenants t ON t.oid = i.indrelid
WHERE i.indisunique AND NOT EXISTS (SELECT FROM columns c
  WHERE c.attrelid = t.oid AND c.attname = 'community_id' AND c.attnum = ANY (i.indkey))
UNION ALL
SELECT 'a foreign key between tenants'' tables without community_id: ' || conname,
       c.conrelid::regclass::text
FROM pg_constraint c JOIN tenants a ON a.oid = c.conrelid JOIN tenants b ON b.oid = c.confrelid
WHERE contype = 'f' AND NOT EXISTS (SELECT FROM columns x WHERE x.attrelid = c.conrelid
  AND x.attname = 'community_id' AND x.attnum = ANY (c.conkey))
UNION ALL
SELECT 'a column that names another row without a foreign key: ' || n.attname, n.attrelid::regclass::text
FROM named n WHERE NOT EXISTS (SELECT FROM pg_constraint k
    WHERE k.contype = 'f' AND k.conrelid = n.attrelid AND n.attnum = ANY (k.conkey)
    -- Or to a row that names the same: the second factor of an account, a street's settlement.
    AND (k.confrelid = n.target OR EXISTS (SELECT FROM columns c
      WHERE c.attrelid = k.confrelid AND c.attname = n.attname
        AND c.attnum = k.confkey[array_position(k.conkey, n.attnum)]))
    -- With the region, where both sides have one; a community's rows are tied by their community.
    AND (k.confrelid IN (SELECT oid FROM tenants)
      OR NOT EXISTS (SELECT FROM columns c WHERE c.attrelid = n.target AND c.attname = 'region_id')
      OR NOT EXISTS (SELECT FROM columns c WHERE c.attrelid = n.attrelid AND c.attname = 'region_id')
      OR EXISTS (SELECT FROM columns c WHERE c.attrelid = n.attrelid AND c.attname = 'region_id'
                 AND c.attnum = ANY (k.conkey))))
  AND n.attrelid NOT IN (SELECT oid FROM histories)
  AND NOT EXISTS (SELECT FROM loose l WHERE l.relation::regclass = n.attrelid AND l.attname = n.attname)
UNION ALL
SELECT 'a key that is tied to nothing: ' || c.attname, c.attrelid::regclass::text
FROM columns c WHERE c.attname IN ('community_id', 'region_id')
  AND c.attrelid NOT IN (SELECT oid FROM histories)
  AND NOT EXISTS (SELECT FROM firm k WHERE k.conrelid = c.attrelid AND c.attnum = ANY (k.conkey))
UNION ALL
SELECT 'a community that need not be of the region', c.attrelid::regclass::text
FROM columns c JOIN columns r ON r.attrelid = c.attrelid AND r.attname = 'region_id'
WHERE c.attname = 'community_id'
  AND c.attrelid NOT IN (SELECT oid FROM histories)
  AND NOT EXISTS (SELECT FROM firm k WHERE k.conrelid = c.attrelid
                  AND c.attnum = ANY (k.conkey) AND r.attnum = ANY (k.conkey))
UNION ALL
SELECT 'an enum column: ' || c.attname, c.attrelid::regclass::text
FROM columns c JOIN tenants t ON t.oid = c.attrelid JOIN pg_type y ON y.oid = c.atttypid
WHERE y.typtype = 'e'
UNION ALL
-- Its first columns must be those of the key, in whatever order.
SELECT 'a foreign key without an index: ' || conname, c.conrelid::regclass::text
FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid
WHERE contype = 'f' AND NOT EXISTS (
  SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisvalid AND i.indpred IS NULL
  AND c.conkey <@ (i.indkey::int2[])[0:cardinality(c.conkey) - 1])

-- Nothing goes round it.
UNION ALL
SELECT 'a view that runs as its owner', relname FROM things
WHERE relkind = 'v' AND NOT coalesce(reloptions::text ~ 'security_invoker=(true|on)', false)
UNION ALL
SELECT 'a materialised view', relname FROM things WHERE relkind = 'm'
UNION ALL
SELECT 'a partition that is granted by itself', relname || ' to ' || grantee::regrole
FROM granted WHERE relname IN (SELECT relname FROM things WHERE relispartition)
UNION ALL
SELECT 'SECURITY DEFINER without a search_path that ends in pg_temp', oid::regprocedure::text
FROM functions
WHERE prosecdef AND NOT coalesce(array_to_string(proconfig, ';') ~ 'search_path=.*pg_temp"?$', false)
UNION ALL
SELECT 'SECURITY DEFINER that everybody may call', oid::regprocedure::text FROM functions
WHERE prosecdef AND (proacl IS NULL OR EXISTS
  (SELECT FROM aclexplode(proacl) x WHERE x.grantee = 0))
UNION ALL
SELECT 'a context function that is IMMUTABLE', oid::regprocedure::text FROM functions
WHERE prokind = 'f' AND provolatile = 'i' AND pg_get_functiondef(oid) ILIKE '%current_setting%'

-- Those who serve own nothing and may do no more than they need.
UNION ALL
SELECT 'more than reading and writing is granted: ' || privilege_type,
       relname || ' to ' || grantee::regrole
FROM granted WHERE privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER')
UNION ALL
SELECT 'granted to everybody', relname::text FROM granted WHERE grantee = 0
UNION ALL
SELECT 'it is one of four roles, and there are ' || count(*), 'roles' FROM ours HAVING count(*) <> 4
UNION ALL
SELECT 'a role with more than it needs', rolname::text FROM ours
WHERE rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit
UNION ALL
SELECT 'a narrow role that can log in', rolname::text FROM ours
WHERE rolcanlogin AND rolname <> 'varta_app'
UNION ALL
SELECT 'a login that passes row-level security', rolname::text FROM pg_roles
WHERE rolcanlogin AND (rolsuper OR rolbypassrls) AND oid <> 10
UNION ALL
SELECT 'a role that owns a relation', relname || ' of ' || rolname
FROM pg_class c JOIN ours r ON r.oid = c.relowner
UNION ALL
SELECT 'a role that owns a function', p.proname || ' of ' || rolname
FROM pg_proc p JOIN ours r ON r.oid = p.proowner
UNION ALL
SELECT 'a role that owns a schema or the database', o.name || ' of ' || rolname
FROM (SELECT nspname::text AS name, nspowner AS owner FROM pg_namespace
      UNION ALL SELECT datname, datdba FROM pg_database) o JOIN ours r ON r.oid = o.owner
UNION ALL
SELECT 'a role that may create temporary tables', rolname::text FROM ours
WHERE has_database_privilege(oid, current_database(), 'TEMP')
UNION ALL
SELECT 'a role that may create in the schema', rolname::text FROM ours
WHERE has_schema_privilege(oid, 'public', 'CREATE')
ORDER BY 1, 2

-- What keeps tenants apart, in words: whoever reviews a migration sees here what it opens.
WITH tables AS (
  SELECT * FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
)
SELECT relname || ': row-level security'
    || CASE WHEN relrowsecurity THEN ' enabled' ELSE '' END
    || CASE WHEN relforcerowsecurity THEN ' and forced' ELSE '' END AS line FROM tables
UNION ALL
SELECT relname || ': ' || o::regrole || ' may ' || string_agg(right_name, ', ' ORDER BY right_name)
FROM (
  SELECT relname, g.grantee AS o, g.privilege_type AS right_name FROM tables
    CROSS JOIN LATERAL aclexplode(relacl) g WHERE g.grantee <> relowner
  UNION ALL
  SELECT relname, g.grantee, g.privilege_type || ' (' || string_agg(attname, ', ' ORDER BY attname) || ')'
  FROM tables JOIN pg_attribute ON attrelid = tables.oid CROSS JOIN LATERAL aclexplode(attacl) g
  WHERE g.grantee <> relowner GROUP BY relname, g.grantee, g.privilege_type
) rights GROUP BY relname, o
UNION ALL
SELECT relname || ': policy ' || polname || ' for ' || polcmd::text || ' to '
    || (SELECT string_agg(o::regrole::text, ', ' ORDER BY 1) FROM unnest(polroles) o)
    || coalesce(' using ' || pg_get_expr(polqual, polrelid), '')
    || coalesce(' check ' || pg_get_expr(polwithcheck, polrelid), '')
FROM pg_policy JOIN tables ON tables.oid = polrelid
UNION ALL
SELECT relname || ': ' || pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN tables ON tables.oid = conrelid
WHERE contype = 'f'
ORDER BY 1

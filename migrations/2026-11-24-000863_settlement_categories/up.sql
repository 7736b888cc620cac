-- The demo described settlements by words; everybody else does by the classifier's letters. The
-- owner, too, sees no row of a table that forces row-level security.
ALTER TABLE settlements NO FORCE ROW LEVEL SECURITY;
UPDATE settlements SET category = CASE category
    WHEN 'city' THEN 'M' WHEN 'settlement' THEN 'X' ELSE 'C' END
WHERE category IN ('city', 'settlement', 'village');
ALTER TABLE settlements FORCE ROW LEVEL SECURITY;

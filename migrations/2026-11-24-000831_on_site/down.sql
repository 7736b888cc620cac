-- The owner, too, sees no row of a table that forces row-level security.
ALTER TABLE appeals NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assignments NO FORCE ROW LEVEL SECURITY;
UPDATE appeals SET state = 'in_work' WHERE state = 'on_site';
UPDATE assignments SET state = 'accepted' WHERE state = 'on_site';
ALTER TABLE appeals FORCE ROW LEVEL SECURITY;
ALTER TABLE assignments FORCE ROW LEVEL SECURITY;

ALTER TABLE assignments DROP CONSTRAINT assignments_state_check,
  ADD CONSTRAINT assignments_state_check CHECK (state IN ('offered', 'accepted', 'declined',
    'reported', 'returned', 'confirmed', 'withdrawn'));
ALTER TABLE appeals DROP CONSTRAINT appeals_state_check,
  ADD CONSTRAINT appeals_state_check CHECK (state IN ('registered', 'assigned', 'in_work',
    'reported', 'rework', 'declined', 'handing_over', 'handed_over', 'closed'));
ALTER TABLE assignments DROP COLUMN arrive_due_at, DROP COLUMN arrived_at;
ALTER TABLE appeals
  DROP COLUMN arrive_due_at,
  DROP COLUMN attended_at,
  DROP COLUMN arrive_missed_at;

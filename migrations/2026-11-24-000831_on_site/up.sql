-- The step between accepting and reporting: the crew is there. By when is the catalogue's to say.
ALTER TABLE appeals
  ADD COLUMN arrive_due_at    timestamptz,
  -- When nobody had to be waited for any longer: a crew was there or, at the latest, reported;
  -- or another community took the appeal over.
  ADD COLUMN attended_at      timestamptz,
  ADD COLUMN arrive_missed_at timestamptz;
ALTER TABLE assignments
  ADD COLUMN arrive_due_at timestamptz,
  ADD COLUMN arrived_at    timestamptz;

-- Every row holds the narrower CHECK that was: there is nothing to look through.
ALTER TABLE appeals DROP CONSTRAINT appeals_state_check,
  ADD CONSTRAINT appeals_state_check CHECK (state IN ('registered', 'assigned', 'in_work',
    'on_site', 'reported', 'rework', 'declined', 'handing_over', 'handed_over', 'closed')) NOT VALID;
ALTER TABLE assignments DROP CONSTRAINT assignments_state_check,
  ADD CONSTRAINT assignments_state_check CHECK (state IN ('offered', 'accepted', 'on_site',
    'declined', 'reported', 'returned', 'confirmed', 'withdrawn')) NOT VALID;

GRANT UPDATE (arrived_at) ON assignments TO varta_utility;
GRANT SELECT (arrive_due_at, attended_at, arrive_missed_at), UPDATE (attended_at) ON appeals
  TO varta_utility;
GRANT SELECT (arrive_due_at, attended_at, arrive_missed_at), UPDATE (arrive_missed_at) ON appeals
  TO varta_system;

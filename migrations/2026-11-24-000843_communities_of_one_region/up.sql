-- An assignment's or a hand-over's community is of the region that stands beside it, whatever the
-- program says.
-- The owner, too, sees no row of a table that forces row-level security, and would find all right.
ALTER TABLE communities NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assignments NO FORCE ROW LEVEL SECURITY,
  ADD CONSTRAINT assignments_community_fkey
    FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id);
ALTER TABLE handovers NO FORCE ROW LEVEL SECURITY,
  ADD CONSTRAINT handovers_community_fkey
    FOREIGN KEY (region_id, community_id) REFERENCES communities (region_id, id);
ALTER TABLE communities FORCE ROW LEVEL SECURITY;
ALTER TABLE assignments FORCE ROW LEVEL SECURITY;
ALTER TABLE handovers FORCE ROW LEVEL SECURITY;

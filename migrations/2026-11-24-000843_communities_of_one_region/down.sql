ALTER TABLE handovers DROP CONSTRAINT handovers_community_fkey;
ALTER TABLE assignments DROP CONSTRAINT assignments_community_fkey;

CREATE INDEX CONCURRENTLY assignments_community ON assignments (region_id, community_id);

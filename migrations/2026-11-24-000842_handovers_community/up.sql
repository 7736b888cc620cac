CREATE INDEX CONCURRENTLY handovers_community ON handovers (region_id, community_id);

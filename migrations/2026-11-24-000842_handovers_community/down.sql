DROP INDEX CONCURRENTLY handovers_community;

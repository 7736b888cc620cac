DROP INDEX CONCURRENTLY assignments_community;

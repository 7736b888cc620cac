DROP INDEX CONCURRENTLY appeals_arrive_due;

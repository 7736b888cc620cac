CREATE INDEX CONCURRENTLY appeals_arrive_due ON appeals (arrive_due_at)
  WHERE attended_at IS NULL AND closed_at IS NULL AND arrive_missed_at IS NULL;

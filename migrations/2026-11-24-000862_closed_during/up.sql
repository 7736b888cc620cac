-- When a utility was closed: every stretch of it, the last one without end while it is. Who
-- answered at a moment of the past is asked long after, and a utility that reopens has been
-- closed all the same. Kept by a trigger: whoever closes or reopens one need not think of it.
ALTER TABLE utilities ADD closed_during tstzmultirange NOT NULL DEFAULT '{}';

CREATE FUNCTION keep_closed_stretches() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  from_now_on constant tstzmultirange := tstzmultirange(tstzrange(now(), NULL));
BEGIN
  NEW.closed_during := CASE NEW.state
    WHEN 'closed' THEN NEW.closed_during + from_now_on
    ELSE NEW.closed_during - from_now_on
  END;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_closed_stretches BEFORE INSERT OR UPDATE OF state ON utilities
  FOR EACH ROW EXECUTE FUNCTION keep_closed_stretches();

-- Of those that are closed already nobody knows since when: since now at the latest. The owner,
-- too, sees no row of a table that forces row-level security.
ALTER TABLE utilities NO FORCE ROW LEVEL SECURITY;
UPDATE utilities SET state = state WHERE state = 'closed';
ALTER TABLE utilities FORCE ROW LEVEL SECURITY;

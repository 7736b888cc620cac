DROP TRIGGER keep_closed_stretches ON utilities;
DROP FUNCTION keep_closed_stretches();
ALTER TABLE utilities DROP COLUMN closed_during;

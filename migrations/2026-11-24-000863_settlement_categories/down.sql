-- The letters say the same, and were there before.
SELECT 1;

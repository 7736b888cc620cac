DROP TABLE recovery_codes, second_factors;
ALTER TABLE accounts DROP COLUMN second_factor_at;

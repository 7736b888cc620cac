DROP TABLE idempotency_keys;
DROP TABLE session_tokens;
DROP TABLE sessions;
DROP TABLE memberships;
DROP TABLE accounts;

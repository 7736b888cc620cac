DROP TABLE appeal_counters;
DROP TABLE ledger_followers;
DROP TABLE ledger_heads;
DROP TABLE ledger_events;
DROP TABLE ledger_inbox;

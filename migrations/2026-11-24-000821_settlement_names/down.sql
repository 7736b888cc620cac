DROP TRIGGER relearn_names ON settlements;
DROP TRIGGER learn_names ON settlements;
DROP FUNCTION learn_settlement_names();
DROP TABLE settlement_names;

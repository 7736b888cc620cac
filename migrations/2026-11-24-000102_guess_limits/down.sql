DROP TABLE guess_limits;

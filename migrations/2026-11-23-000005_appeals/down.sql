DROP TABLE handovers;
DROP TABLE assignments;
DROP TABLE calls;
DROP TABLE appeals;

DROP TABLE responsibilities;
DROP TABLE entrances;
DROP TABLE buildings;
DROP TABLE street_aliases;
DROP TABLE streets;
DROP TABLE settlements;

-- Which process of a hub this is to an index that several share: one row.
CREATE TABLE search_reader (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

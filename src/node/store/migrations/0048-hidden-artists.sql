-- Artists of whom a listener wants to find nothing any more.
CREATE TABLE hidden_artists (
  artist TEXT PRIMARY KEY,
  name TEXT,                       -- as they were called when they were hidden; NULL: that was not known
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

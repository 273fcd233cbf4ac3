-- Why letters were thrown away.
CREATE TABLE dropped_letters (
  code TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  message TEXT NOT NULL,              -- of the last one
  last_at INTEGER NOT NULL
) STRICT;

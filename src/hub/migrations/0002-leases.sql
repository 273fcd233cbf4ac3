CREATE TABLE leases (
  account TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  asked_until INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT;

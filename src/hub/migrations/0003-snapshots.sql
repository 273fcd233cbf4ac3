CREATE TABLE snapshots (
  account TEXT NOT NULL,
  number INTEGER NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (account, number)
) STRICT;

CREATE TABLE funded_channels (
  account TEXT PRIMARY KEY,
  deposit TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('intended', 'open')),
  intended_at INTEGER NOT NULL
) STRICT;
CREATE TABLE members (account TEXT PRIMARY KEY) STRICT;
CREATE TABLE faucet_gifts (account TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT;

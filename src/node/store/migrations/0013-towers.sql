-- Towers that the owner has chosen; those of the network profile stand in the profile.
CREATE TABLE towers (
  peer TEXT PRIMARY KEY,
  address TEXT NOT NULL,                -- multiaddr, ending in /p2p/<peer>
  added_at INTEGER NOT NULL
) STRICT;

-- How each tower presented itself last.
CREATE TABLE tower_records (
  peer TEXT PRIMARY KEY,
  record BLOB NOT NULL                  -- as signed
) STRICT;

-- What towers are to have: of each channel the partner's newest proof, countersigned.
CREATE TABLE tower_updates (
  channel TEXT PRIMARY KEY,             -- decimal
  nonce TEXT NOT NULL,                  -- decimal
  signed_update BLOB NOT NULL
) STRICT;

-- What each tower has acknowledged, and when it is asked next.
CREATE TABLE tower_deliveries (
  peer TEXT NOT NULL,
  channel TEXT NOT NULL REFERENCES tower_updates (channel) ON DELETE CASCADE,
  nonce TEXT,                           -- decimal, of the newest it has; NULL: none
  acknowledgement BLOB,                 -- as signed: evidence against it
  since INTEGER,                        -- ms: it has had this nonce
  confirmed_at INTEGER,                 -- ms: it has said so again
  until INTEGER,                        -- ms: it watches
  failures INTEGER NOT NULL,            -- in a row
  next_attempt INTEGER NOT NULL,        -- ms
  code TEXT,                            -- why the last attempt failed
  message TEXT,
  PRIMARY KEY (peer, channel)
) STRICT;

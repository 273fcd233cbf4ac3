-- What became of the channel that a promise is about. An account without a row: nothing is known yet.
CREATE TABLE channel_progress (
  account TEXT PRIMARY KEY REFERENCES funded_channels (account),
  channel INTEGER,                                          -- its identifier on chain; null: not known
  closing INTEGER NOT NULL CHECK (closing IN (0, 1)),       -- the hub is to close it
  settled INTEGER NOT NULL CHECK (settled IN (0, 1)),       -- it is gone, and nothing is promised in its place
  unreturned TEXT NOT NULL                                  -- decimal base units, signed: what earlier channels gave back less than their first deposit
) STRICT;

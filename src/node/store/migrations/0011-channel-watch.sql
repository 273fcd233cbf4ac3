-- What each channel can be ended with where neither Raiden nor the hub runs.
CREATE TABLE watched_channels (
  id TEXT PRIMARY KEY,                  -- address of the TokenNetwork, and the channel's number in it
  channel INTEGER NOT NULL,
  partner TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'settled', 'finished')),
  proof BLOB,                           -- the newest that the partner has signed; NULL: it has paid nothing
  nonce TEXT NOT NULL,                  -- decimal, of that proof; 0: there is none
  partner_locks BLOB NOT NULL,          -- what that proof has locked
  own_locks BLOB NOT NULL,              -- what our newest has locked
  settleable_after INTEGER,             -- ms of chain time; NULL while it is open
  loss_accepted INTEGER NOT NULL,
  lost TEXT NOT NULL,                   -- decimal base units without which it was, or would be, settled
  reason TEXT,                          -- error code: why it was settled with less, or is not settled yet
  changed_at INTEGER NOT NULL
) STRICT;

-- All that we have ever signed: the contract keeps hashes, and settles for who names the amounts behind them.
CREATE TABLE own_transfers (
  channel TEXT NOT NULL,                -- id of the watched channel
  balance_hash TEXT NOT NULL,
  transferred TEXT NOT NULL,            -- decimal base units
  locked TEXT NOT NULL,                 -- decimal base units
  locksroot TEXT NOT NULL,
  PRIMARY KEY (channel, balance_hash)
) STRICT;

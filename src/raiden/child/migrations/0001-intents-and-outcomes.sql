-- What we were told to pay, written before anything is sent. One row a secret hash, for ever: a hash is never paid twice.
CREATE TABLE intents (
  secret_hash TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  token TEXT NOT NULL,
  amount TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  maximum_fee TEXT NOT NULL,
  lock_timeout_seconds INTEGER,
  -- The path chosen for the latest attempt, as JSON, and its fee.
  path TEXT,
  fee TEXT,
  created_at INTEGER NOT NULL
) STRICT;

-- Transfers that became final. seq is the cursor of the node above.
CREATE TABLE final_transfers (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  secret_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('paid', 'failed')),
  -- The transfer as JSON, bigints as decimal strings.
  transfer TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (direction, secret_hash, state)
) STRICT;

-- How far raiden-ts's own database has been read into final_transfers, and a block that was final when we saw it.
CREATE TABLE positions (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  change_seq INTEGER NOT NULL,
  block_number INTEGER,
  block_hash TEXT
) STRICT;
INSERT INTO positions (only, change_seq) VALUES (1, 0);

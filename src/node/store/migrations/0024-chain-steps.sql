-- What was done on the chain with the account's channels, each written before it was sent.
CREATE TABLE chain_steps (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'deposit', 'withdraw', 'close', 'settle')),
  partner TEXT NOT NULL,
  amount TEXT NOT NULL,                                     -- base units; of a settlement, what came back
  goal TEXT,                                                -- base units in all: deposited, or withdrawn, once it is done
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  hash TEXT,                                                -- of the transaction, where it is known
  fee TEXT,                                                 -- wei, where it was this account's and is known
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,                              -- ms since the epoch
  changed_at INTEGER NOT NULL
) STRICT;

-- Tokens and coin sent out of the account, each signed once: what is sent again is the same transaction.
CREATE TABLE account_transfers (
  id TEXT PRIMARY KEY,                  -- chosen by whoever asked for it, so that asking twice sends once
  asset TEXT NOT NULL CHECK (asset IN ('token', 'coin')),
  recipient TEXT NOT NULL,
  amount TEXT NOT NULL,                 -- decimal, base units
  fee TEXT NOT NULL,                    -- decimal, wei: at most while it is sending, then what it was
  nonce INTEGER NOT NULL,               -- of the account
  hash TEXT NOT NULL,
  signed_transaction TEXT NOT NULL,     -- as it is broadcast
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
  code TEXT,                            -- why it is not further, or failed
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

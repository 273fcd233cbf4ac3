-- Channels that are to be closed because the operator, or the rule for idle ones, says so; the row goes with its channel.
CREATE TABLE ordered_closes (
  account TEXT PRIMARY KEY,
  ordered_at INTEGER NOT NULL           -- ms since the epoch
) STRICT;
-- One row while the hub is being closed down: every channel is closed, and none is funded.
CREATE TABLE closing_down (id INTEGER PRIMARY KEY CHECK (id = 1)) STRICT;
-- When something was last paid or deposited in a channel.
CREATE TABLE channel_activity (
  account TEXT PRIMARY KEY,
  channel INTEGER NOT NULL,             -- its identifier on chain
  balance TEXT NOT NULL,                -- what it was then; only compared
  changed_at INTEGER NOT NULL           -- ms since the epoch
) STRICT;
-- Accounts that a channel is funded for although they have put nothing in: by an invitation, or by whom they sell to.
CREATE TABLE funding_grants (
  account TEXT PRIMARY KEY,
  sponsor TEXT                          -- the account that asked to buy from them; null: the operator
) STRICT;
CREATE INDEX funding_grants_sponsor ON funding_grants (sponsor);
-- Tokens or coin that the operator has sent out of the hub's account.
CREATE TABLE account_transfers (
  id TEXT PRIMARY KEY,
  asset TEXT NOT NULL CHECK (asset IN ('token', 'coin')),
  recipient TEXT NOT NULL,
  amount TEXT NOT NULL,                 -- decimal, base units
  fee TEXT NOT NULL,                    -- decimal, wei: at most while it is sending, then what it was
  nonce INTEGER NOT NULL,
  hash TEXT NOT NULL,
  signed_transaction TEXT NOT NULL,     -- as it is broadcast
  state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'failed')),
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- Transactions that the hub paid gas for because somebody asked.
CREATE TABLE hub_transactions (
  account TEXT NOT NULL,
  at INTEGER NOT NULL,                                      -- ms since the epoch
  count INTEGER NOT NULL,
  established INTEGER NOT NULL CHECK (established IN (0, 1))
) STRICT;
CREATE INDEX hub_transactions_at ON hub_transactions (at);
CREATE INDEX hub_transactions_account ON hub_transactions (account, at);
-- Accounts that have put money of their own into a channel with the hub.
CREATE TABLE established_accounts (account TEXT PRIMARY KEY) STRICT;

-- Amounts are decimal base units, which no whole number of the database holds.
CREATE FUNCTION add_amount(total NUMERIC, amount TEXT) RETURNS NUMERIC LANGUAGE sql IMMUTABLE AS 'SELECT total + amount::NUMERIC';
CREATE FUNCTION amount_text(total NUMERIC) RETURNS TEXT LANGUAGE sql IMMUTABLE AS 'SELECT total::TEXT';
CREATE AGGREGATE amount_sum (TEXT) (SFUNC = add_amount, STYPE = NUMERIC, FINALFUNC = amount_text, INITCOND = '0');

-- Whose promises these are, by the account of its Raiden: another one's channels are not those that the rows name.
CREATE TABLE books_owner (account TEXT PRIMARY KEY);

CREATE TABLE funded_channels (
  account TEXT PRIMARY KEY,
  deposit TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('intended', 'open')),
  intended_at BIGINT NOT NULL
);
-- What the hub has promised to add to channels over which their owners were paid.
CREATE TABLE top_ups (
  account TEXT PRIMARY KEY REFERENCES funded_channels (account),
  present TEXT NOT NULL,              -- into the channel there is now
  total TEXT NOT NULL                 -- into all its channels, ever
);
-- What became of the channel that a promise is about. An account without a row: nothing is known yet.
CREATE TABLE channel_progress (
  account TEXT PRIMARY KEY REFERENCES funded_channels (account),
  channel BIGINT,                                           -- its identifier on chain; null: not known
  closing INTEGER NOT NULL CHECK (closing IN (0, 1)),       -- the hub is to close it
  settled INTEGER NOT NULL CHECK (settled IN (0, 1)),       -- it is gone, and nothing is promised in its place
  unreturned TEXT NOT NULL                                  -- signed: what earlier channels gave back less than their first deposit
);
-- Transactions that the hub paid gas for because somebody asked.
CREATE TABLE hub_transactions (
  account TEXT NOT NULL,
  at BIGINT NOT NULL,                                       -- ms since the epoch
  count INTEGER NOT NULL,
  established INTEGER NOT NULL CHECK (established IN (0, 1))
);
CREATE INDEX hub_transactions_at ON hub_transactions (at);
CREATE INDEX hub_transactions_account ON hub_transactions (account, at);
-- Accounts that have put money of their own into a channel with the hub.
CREATE TABLE established_accounts (account TEXT PRIMARY KEY);
-- Accounts that a channel is funded for although they have put nothing in: by an invitation, or by whom they sell to.
CREATE TABLE funding_grants (
  account TEXT PRIMARY KEY,
  sponsor TEXT                          -- the account that asked to buy from them; null: the operator
);
CREATE INDEX funding_grants_sponsor ON funding_grants (sponsor);
CREATE TABLE faucet_gifts (account TEXT PRIMARY KEY, times INTEGER NOT NULL);
-- Starter credit that the operator has put into invitations.
CREATE TABLE vouchers (
  hash TEXT PRIMARY KEY,                                    -- SHA-256 of the code in the invitation
  credit TEXT NOT NULL,
  until BIGINT,                                             -- ms since the epoch; NULL: for good
  state TEXT NOT NULL CHECK (state IN ('issued', 'claimed', 'paid', 'revoked')),
  issued_at BIGINT NOT NULL,
  account TEXT,                                             -- who redeems it
  secret TEXT,                                              -- of the payment, written before it is sent
  payment_id TEXT,
  CHECK ((state IN ('claimed', 'paid')) = (account IS NOT NULL))
);
CREATE INDEX vouchers_state ON vouchers (state);

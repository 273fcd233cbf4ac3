-- What a token was worth in the person's own currency when it was paid, received or sent, as that was known then, and never
-- written later: ISO 4217, and decimal units of 10^-12 of the currency. NULL: it was not known, or no currency was chosen.
ALTER TABLE payments ADD COLUMN currency TEXT;
ALTER TABLE payments ADD COLUMN per_token TEXT;
-- The same of tokens sent out of the account.
CREATE TABLE transfer_rates (
  id TEXT PRIMARY KEY,            -- of the transfer
  currency TEXT NOT NULL,
  per_token TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Texts of network profiles that invitations name by their SHA-256.
CREATE TABLE invited_profiles (
  hash TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;
-- Starter credit that the operator has put into invitations.
CREATE TABLE vouchers (
  hash TEXT PRIMARY KEY,                                    -- SHA-256 of the code in the invitation
  credit TEXT NOT NULL,                                     -- base units
  until INTEGER,                                            -- ms since the epoch; NULL: for good
  state TEXT NOT NULL CHECK (state IN ('issued', 'claimed', 'paid', 'revoked')),
  issued_at INTEGER NOT NULL,
  account TEXT,                                             -- who redeems it
  secret TEXT,                                              -- of the payment, written before it is sent
  payment_id TEXT,
  CHECK ((state IN ('claimed', 'paid')) = (account IS NOT NULL))
) STRICT;
CREATE INDEX vouchers_state ON vouchers (state);

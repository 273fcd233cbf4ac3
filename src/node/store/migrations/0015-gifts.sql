-- What others say they have paid for us: not ours before it is accepted and opened.
CREATE TABLE gifts (
  id TEXT PRIMARY KEY,                -- SHA-256 of the signed request
  state TEXT NOT NULL,
  label TEXT NOT NULL,
  manifest TEXT NOT NULL,
  seller TEXT NOT NULL,
  giver TEXT NOT NULL,
  is_vouched INTEGER NOT NULL,        -- the hub says that the giver has a channel
  amount TEXT NOT NULL,               -- decimal base units: what was paid
  receipt BLOB NOT NULL,
  sealed_policy BLOB NOT NULL,
  deadline INTEGER,
  code TEXT,                          -- why it could not be opened
  message TEXT,
  received_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

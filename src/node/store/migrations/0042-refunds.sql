-- What an artist pays back: at most one refund a sale.
CREATE TABLE refunds (
  id TEXT PRIMARY KEY,                -- of the sale
  state TEXT NOT NULL,
  buyer TEXT NOT NULL,                -- who paid, and is paid back
  amount TEXT NOT NULL,               -- decimal base units
  payment_id TEXT NOT NULL,           -- follows from the sale's id, so that its buyer knows it
  sealed_secret BLOB NOT NULL,        -- of the newest attempt; its payer makes it
  secret_hash TEXT NOT NULL UNIQUE,
  lock_expiration INTEGER,            -- when the lock of that attempt runs out; NULL: none was seen
  ends_access INTEGER NOT NULL,
  is_taken_back INTEGER NOT NULL,     -- the artist does not want it any more, and it ends where nothing is under way
  fee TEXT,                           -- decimal base units: what the hub took on top
  paid_at INTEGER,
  deadline INTEGER,
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- A buyer knows a refund by its payment identifier.
CREATE INDEX payments_received ON payments (payment_id) WHERE direction = 'received' AND outcome = 'paid';

-- The buyer's side of orders.
CREATE TABLE purchases (
  id TEXT PRIMARY KEY,                -- SHA-256 of the signed request; of the receipt where it was a gift to us
  state TEXT NOT NULL,
  label TEXT NOT NULL,
  manifest TEXT NOT NULL,
  seller TEXT NOT NULL,
  recipient TEXT NOT NULL,
  price TEXT NOT NULL,                -- decimal base units: what the person was shown
  confirmed TEXT,                     -- decimal base units: what the person agreed to pay; NULL: not asked yet
  maximum_fee TEXT NOT NULL,
  request BLOB NOT NULL,
  invoice BLOB,
  sealed_policy BLOB,
  order_id TEXT,
  secret_hash TEXT,
  secret TEXT,
  fee TEXT,                           -- decimal base units: what Raiden took on top
  deadline INTEGER,
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX purchases_by_secret_hash ON purchases (secret_hash);
CREATE INDEX purchases_by_label ON purchases (label, recipient);
-- Two clicks are one order.
CREATE UNIQUE INDEX purchases_live ON purchases (label, recipient)
  WHERE state NOT IN ('declined', 'cancelled', 'expired', 'failed');

-- The seller's side.
CREATE TABLE sales (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  label TEXT NOT NULL,
  buyer TEXT NOT NULL,
  recipient TEXT NOT NULL,
  amount TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  secret TEXT NOT NULL,
  secret_hash TEXT NOT NULL UNIQUE,
  request BLOB NOT NULL,
  invoice BLOB NOT NULL,
  sealed_policy BLOB NOT NULL,
  debt TEXT,                          -- decimal base units the hub withheld after the secret was out
  deadline INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sales_live ON sales (label, recipient, buyer) WHERE state <> 'expired';
CREATE INDEX sales_by_state ON sales (state);

-- Every payment that became final. How far Raiden's own numbering was read is the setting `device-payments-cursor`.
CREATE TABLE payments (
  secret_hash TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('sent', 'received')),
  outcome TEXT NOT NULL CHECK (outcome IN ('paid', 'failed')),
  amount TEXT NOT NULL,
  fee TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  partner TEXT NOT NULL,
  initiator TEXT NOT NULL,
  target TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (secret_hash, direction)
) STRICT;
CREATE INDEX payments_by_time ON payments (changed_at);

-- A work may be in the basket for oneself and for others, each a row of its own.
CREATE TABLE basket_for (
  position INTEGER PRIMARY KEY,
  artist TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  recipient TEXT NOT NULL,       -- account of the contact it is for; '': oneself
  label TEXT NOT NULL,           -- the edition that was looked at last
  agreed TEXT,                   -- the most that is paid for it, base units; NULL: nobody has agreed to buy it
  maximum_fee TEXT,              -- the most the hub may take on top
  order_id TEXT,                 -- the order it became, once there is one
  code TEXT,                     -- why it was not bought when it was tried last
  message TEXT,
  UNIQUE (artist, kind, work, recipient),
  CHECK ((agreed IS NULL) = (maximum_fee IS NULL)),
  CHECK (agreed IS NOT NULL OR order_id IS NULL)
) STRICT;
INSERT INTO basket_for
  SELECT position, artist, kind, work, '', label, agreed, maximum_fee, order_id, code, message FROM basket;
DROP TABLE basket;
ALTER TABLE basket_for RENAME TO basket;

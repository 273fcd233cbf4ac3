-- Works a listener means to buy together, in the order in which they were added. Of whatever edition.
CREATE TABLE basket (
  position INTEGER PRIMARY KEY,
  artist TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  label TEXT NOT NULL,           -- the edition that was looked at last
  agreed TEXT,                   -- the most that is paid for it, base units; NULL: nobody has agreed to buy it
  maximum_fee TEXT,              -- the most the hub may take on top
  order_id TEXT,                 -- the order it became, once there is one
  code TEXT,                     -- why it was not bought when it was tried last
  message TEXT,
  UNIQUE (artist, kind, work),
  CHECK ((agreed IS NULL) = (maximum_fee IS NULL)),
  CHECK (agreed IS NOT NULL OR order_id IS NULL)
) STRICT;

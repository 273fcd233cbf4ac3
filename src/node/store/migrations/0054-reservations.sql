-- What artists announce in their newest catalogues, before it is on sale.
CREATE TABLE coming_works (
  artist TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  at INTEGER NOT NULL,                -- when it is to go on sale, ms since epoch
  artwork TEXT,                       -- the CID of its picture
  bytes BLOB NOT NULL,                -- as the artist signed it
  PRIMARY KEY (artist, kind, work)
) STRICT;
CREATE INDEX coming_works_by_time ON coming_works (at);
CREATE INDEX coming_works_by_artwork ON coming_works (artwork);

-- Whoever is forgotten is forgotten with what they announced.
CREATE TRIGGER artists_removed_with_coming AFTER DELETE ON artists BEGIN
  DELETE FROM coming_works WHERE artist = OLD.address;
END;

-- Whether an artist announces what waits for its time.
ALTER TABLE uploads ADD COLUMN is_coming INTEGER NOT NULL DEFAULT 0;
ALTER TABLE upload_releases ADD COLUMN is_coming INTEGER NOT NULL DEFAULT 0;

-- What a listener means to buy once it is on sale, for so much at most. Nothing is paid before.
CREATE TABLE reservations (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  artist TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  title TEXT NOT NULL,                -- as it was announced
  artist_name TEXT NOT NULL,
  tracks INTEGER NOT NULL,
  artwork TEXT,
  price TEXT NOT NULL,                -- the most that is paid for it, base units
  maximum_fee TEXT NOT NULL,          -- the most the hub may take on top
  at INTEGER NOT NULL,                -- when it was to go on sale, ms since epoch
  label TEXT,                         -- the edition that is ordered
  order_id TEXT,                      -- the order it became, once there is one
  deadline INTEGER,                   -- until when it is waited for; NULL: it is not any more
  code TEXT,                          -- why it was not bought
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
-- One of a work: whoever presses twice has reserved once.
CREATE UNIQUE INDEX reservations_of_work ON reservations (artist, kind, work)
  WHERE state IN ('waiting', 'ordering', 'ordered', 'stopped');

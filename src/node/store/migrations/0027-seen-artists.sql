-- Artists of whom something was found or looked at. Those seen longest ago are forgotten first.
CREATE TABLE seen_artists (
  artist TEXT PRIMARY KEY,
  seen_at INTEGER NOT NULL,
  looked_at INTEGER                   -- NULL: works of theirs were found, and nobody looked at them
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_artists_by_look ON seen_artists (looked_at) WHERE looked_at IS NOT NULL;

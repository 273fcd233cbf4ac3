CREATE TABLE pins (
  artist TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  catalogue TEXT NOT NULL,
  peer TEXT,
  listed INTEGER NOT NULL DEFAULT 0 CHECK (listed IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  due INTEGER
) STRICT;
CREATE INDEX pins_peer ON pins (peer);
CREATE TABLE pin_blocks (
  artist TEXT NOT NULL REFERENCES pins (artist),
  cid TEXT NOT NULL,
  size INTEGER NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('missing', 'kept', 'refused')),
  position INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (artist, cid)
) STRICT;
CREATE INDEX pin_blocks_cid ON pin_blocks (cid);
CREATE INDEX pin_blocks_state ON pin_blocks (artist, state, tries, position);
CREATE TABLE pin_garbage (cid TEXT PRIMARY KEY) STRICT;

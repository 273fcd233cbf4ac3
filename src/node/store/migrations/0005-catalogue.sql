-- Artists whose catalogue was read, as the newest one says.
CREATE TABLE artists (
  address TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  about TEXT,
  peer TEXT NOT NULL,
  identity BLOB NOT NULL              -- signed identity record, DAG-CBOR
) STRICT;

-- Signed heads that were not refused at first sight.
CREATE TABLE heads (
  id INTEGER PRIMARY KEY,
  artist TEXT NOT NULL,
  number INTEGER NOT NULL,
  catalogue TEXT NOT NULL,
  bytes BLOB NOT NULL,
  -- waiting: its catalogue is not read yet; current: the artist's newest that is; past: a newer one came;
  -- refused: its catalogue is not what it must be
  state TEXT NOT NULL CHECK (state IN ('waiting', 'current', 'past', 'refused')),
  source TEXT,                        -- the peer that may have the catalogue
  position INTEGER UNIQUE,            -- counts up as heads become current: what others ask from
  UNIQUE (artist, number)
) STRICT;
CREATE INDEX heads_by_state ON heads (state, position);

-- Two heads of one artist with one number: the artist's signature under both is the proof.
CREATE TABLE equivocations (
  artist TEXT NOT NULL,
  number INTEGER NOT NULL,
  one BLOB NOT NULL,
  other BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (artist, number)
) STRICT;

-- Never deleted: orders refer to them.
CREATE TABLE manifests (
  cid TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  edition INTEGER NOT NULL,
  artist TEXT NOT NULL,
  commitment TEXT NOT NULL,           -- of the content keys: one edition has one
  bytes BLOB NOT NULL                 -- signed manifest, DAG-CBOR
) STRICT;
CREATE INDEX manifests_by_work ON manifests (work, kind, edition);

-- What is shown and searched: each work as its newest manifest describes it.
CREATE TABLE works (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  edition INTEGER NOT NULL,
  artist TEXT NOT NULL,
  manifest TEXT NOT NULL REFERENCES manifests (cid),
  listed INTEGER NOT NULL,            -- 0: not in the newest catalogue any more
  title TEXT NOT NULL,
  artist_name TEXT NOT NULL,
  release_title TEXT,
  genre TEXT,
  year INTEGER,
  track_number INTEGER,
  duration_ms INTEGER,                -- NULL for releases
  amount TEXT NOT NULL,               -- decimal base units
  chain_id INTEGER NOT NULL,
  token_network TEXT NOT NULL,
  artwork TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (work, kind)
) STRICT;
CREATE INDEX works_by_artist ON works (artist, listed);
CREATE INDEX works_by_age ON works (listed, created_at);

-- rowid = works.id; listed works alone.
CREATE VIRTUAL TABLE work_search USING fts5 (
  title, artist, release, genre,
  content = '', contentless_delete = 1, prefix = '1 2 3',
  tokenize = "unicode61 remove_diacritics 2"
);

-- What was dropped, by reason.
CREATE TABLE rejections (
  reason TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;

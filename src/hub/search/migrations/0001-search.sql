-- Works on sale, as their artists' newest catalogues list them. All of it can be made again from the catalogues.
CREATE TABLE works (
  id INTEGER PRIMARY KEY,             -- counts up with what is new here
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  edition INTEGER NOT NULL,
  artist TEXT NOT NULL,
  manifest TEXT NOT NULL,
  title TEXT NOT NULL,
  artist_name TEXT NOT NULL,
  release_title TEXT,
  genre TEXT,
  name_key TEXT NOT NULL,             -- what names have in common that look alike
  created_at INTEGER NOT NULL,
  UNIQUE (work, kind)
) STRICT;
CREATE INDEX works_by_artist ON works (artist, created_at);
CREATE INDEX works_by_age ON works (created_at);
CREATE INDEX works_by_genre ON works (genre COLLATE NOCASE, created_at) WHERE genre IS NOT NULL;
CREATE INDEX works_by_name ON works (name_key, artist, created_at);

-- rowid = works.id
CREATE VIRTUAL TABLE work_search USING fts5 (
  title, artist, release, genre,
  content = '', contentless_delete = 1, prefix = '1 2 3',
  tokenize = "unicode61 remove_diacritics 2"
);

-- The vocabulary: every word of a work, folded, and in how many works it is.
CREATE TABLE words (
  word TEXT PRIMARY KEY,
  works INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- The beginning of each word, as it is and with one or two letters left out: two words that differ in so many letters have one
-- of these in common.
CREATE TABLE word_variants (
  variant TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (variant, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE genres (
  genre TEXT PRIMARY KEY,
  works INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX genres_by_frequency ON genres (works);

-- How far the catalogues were read.
CREATE TABLE progress (
  name TEXT PRIMARY KEY,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

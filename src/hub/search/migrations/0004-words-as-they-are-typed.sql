-- Words are split and folded by ourselves, the same for every engine. Works are read again from the catalogues.
DROP TABLE work_search;
DROP TABLE work_tags;
DROP INDEX works_by_genre;
DROP INDEX works_by_artist;
DROP INDEX works_by_name;
DROP INDEX works_by_age;
DROP TABLE progress;
DELETE FROM works;
DELETE FROM words;
DELETE FROM word_variants;
DELETE FROM genres;
CREATE INDEX works_by_artist ON works (artist, created_at, id);
CREATE INDEX works_by_name ON works (name_key, artist, created_at, id);
CREATE INDEX works_by_age ON works (created_at, id) WHERE is_hidden = 0;

-- rowid = works.id. Each column has folded words with spaces between them.
CREATE VIRTUAL TABLE work_search USING fts5 (
  title, rest,
  content = '', contentless_delete = 1, prefix = '1 2 3',
  tokenize = 'ascii'
);

-- Genres and tags that a work which is shown is browsed by.
CREATE TABLE work_genres (
  genre TEXT NOT NULL,                -- in lower case, as far as ASCII goes
  created_at INTEGER NOT NULL,        -- the work's
  work INTEGER NOT NULL,
  PRIMARY KEY (genre, created_at, work)
) STRICT, WITHOUT ROWID;

-- Whose catalogue was read, and which.
CREATE TABLE catalogues (
  artist TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

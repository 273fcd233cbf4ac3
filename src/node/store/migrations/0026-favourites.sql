-- Works a listener marked: owned ones are favourites, the others a wish list. Of whatever edition.
CREATE TABLE favourites (
  kind TEXT NOT NULL CHECK (kind IN ('track', 'release')),
  work TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (kind, work)
) STRICT, WITHOUT ROWID;

-- Artists whose new works a listener wants to hear of, and the works that are none any more.
CREATE TABLE followed_artists (
  artist TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE followed_works (
  artist TEXT NOT NULL REFERENCES followed_artists (artist) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  work TEXT NOT NULL,
  PRIMARY KEY (artist, kind, work)
) STRICT, WITHOUT ROWID;

CREATE INDEX works_by_genre ON works (genre COLLATE NOCASE, created_at) WHERE listed = 1 AND genre IS NOT NULL;

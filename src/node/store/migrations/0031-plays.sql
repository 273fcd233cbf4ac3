-- How often a track was heard, in whatever edition.
CREATE TABLE track_plays (
  track TEXT PRIMARY KEY,
  plays INTEGER NOT NULL CHECK (plays > 0),
  last_played_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

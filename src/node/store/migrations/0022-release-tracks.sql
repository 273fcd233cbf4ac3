-- Which tracks a release has, as its manifest says: the library lists them without reading it.
CREATE TABLE release_tracks (
  manifest TEXT NOT NULL,             -- the release's
  position INTEGER NOT NULL,          -- from 0, without gaps
  label TEXT NOT NULL,
  PRIMARY KEY (manifest, position)
) STRICT, WITHOUT ROWID;

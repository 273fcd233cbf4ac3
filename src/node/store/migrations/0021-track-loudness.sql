-- What the loudness of a release is made of: kept when the track is off the list of uploads, because a release may be made anew.
CREATE TABLE track_loudness (
  track TEXT NOT NULL,
  edition INTEGER NOT NULL,
  histogram TEXT NOT NULL,            -- JSON: how many blocks have which loudness
  PRIMARY KEY (track, edition)
) STRICT, WITHOUT ROWID;

-- How a listener has put together what they own.
CREATE TABLE playlists (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE playlist_tracks (
  playlist TEXT NOT NULL REFERENCES playlists (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,          -- from 0, without gaps
  label TEXT NOT NULL,
  PRIMARY KEY (playlist, position)
) STRICT, WITHOUT ROWID;

-- Tracks of which every block is on this machine.
CREATE TABLE downloads (
  label TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  finished_at INTEGER NOT NULL
) STRICT;

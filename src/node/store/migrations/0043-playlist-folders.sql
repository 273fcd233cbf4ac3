-- Folders of playlists and smart lists. A list lies in one, or in none.
CREATE TABLE playlist_folders (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
ALTER TABLE playlists ADD COLUMN folder TEXT REFERENCES playlist_folders (id) ON DELETE SET NULL;
ALTER TABLE smart_lists ADD COLUMN folder TEXT REFERENCES playlist_folders (id) ON DELETE SET NULL;

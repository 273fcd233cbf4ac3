-- Folders of this machine whose music is listed beside what was bought.
CREATE TABLE local_folders (
  id TEXT PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  added_at INTEGER NOT NULL
) STRICT;

-- What was read of their files. One that is gone stays for when it comes back: lists may have it.
CREATE TABLE local_files (
  id TEXT PRIMARY KEY,
  folder TEXT NOT NULL REFERENCES local_folders (id) ON DELETE CASCADE,
  path TEXT NOT NULL,                 -- below the folder
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  is_here INTEGER NOT NULL,
  problem TEXT,                       -- a code: it cannot be played
  tags TEXT NOT NULL,                 -- JSON
  sample_count INTEGER,               -- where its header does not say
  sound TEXT,                         -- JSON: loudness and waveform, once they were measured
  UNIQUE (folder, path)
) STRICT;

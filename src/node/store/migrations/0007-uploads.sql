-- Albums that are made when all their tracks are announced.
CREATE TABLE upload_releases (
  id TEXT PRIMARY KEY,                -- the release's id
  state TEXT NOT NULL CHECK (state IN ('waiting', 'publishing', 'announced', 'failed', 'cancelled')),
  edits TEXT NOT NULL,                -- JSON: what the artist said of it
  price TEXT NOT NULL,                -- decimal base units
  manifest BLOB,                      -- the signed manifest, from `publishing` on
  steps TEXT NOT NULL,                -- JSON: when each step began
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- The same table with more states, and with the release a track is also uploaded for.
CREATE TABLE new_uploads (
  id TEXT PRIMARY KEY,                -- the track's id
  state TEXT NOT NULL CHECK (state IN ('waiting', 'encoding', 'publishing', 'announced', 'failed', 'cancelled')),
  edition INTEGER NOT NULL,
  file TEXT NOT NULL,
  edits TEXT NOT NULL,                -- JSON: what the artist said beyond the tags
  price TEXT NOT NULL,                -- decimal base units
  release TEXT REFERENCES upload_releases (id) ON DELETE SET NULL,
  position INTEGER NOT NULL,          -- among what was uploaded at one time, from 1: the order on the release
  dismissed INTEGER NOT NULL,         -- 1: off the list, and kept because its release is not made yet
  manifest BLOB,                      -- the signed manifest, from `publishing` on
  steps TEXT NOT NULL,                -- JSON: when each step began
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
INSERT INTO new_uploads
  SELECT id, state, edition, file, edits, price, NULL, 1, 0, manifest, '[]', code, message, created_at, changed_at
  FROM uploads;

CREATE TABLE new_upload_blocks (
  upload TEXT NOT NULL REFERENCES new_uploads (id) ON DELETE CASCADE,
  cid TEXT NOT NULL,
  PRIMARY KEY (upload, cid)
) STRICT, WITHOUT ROWID;
INSERT INTO new_upload_blocks SELECT upload, cid FROM upload_blocks;

DROP TABLE upload_blocks;
DROP TABLE uploads;
ALTER TABLE new_uploads RENAME TO uploads;
ALTER TABLE new_upload_blocks RENAME TO upload_blocks;

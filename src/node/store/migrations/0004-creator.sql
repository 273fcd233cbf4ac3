-- Tracks on their way from a file to the catalogue.
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,                -- the track's id
  state TEXT NOT NULL CHECK (state IN ('encoding', 'publishing', 'announced', 'failed')),
  edition INTEGER NOT NULL,
  file TEXT NOT NULL,
  edits TEXT NOT NULL,                -- JSON: what the artist said beyond the tags
  price TEXT NOT NULL,                -- decimal base units
  manifest BLOB,                      -- the signed manifest, from `publishing` on
  code TEXT,
  message TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- Blocks an upload has stored and no manifest names yet: taken away again when it fails or starts anew.
CREATE TABLE upload_blocks (
  upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
  cid TEXT NOT NULL,
  PRIMARY KEY (upload, cid)
) STRICT, WITHOUT ROWID;

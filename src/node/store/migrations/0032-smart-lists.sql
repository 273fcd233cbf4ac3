-- Lists that a rule makes of what one owns.
CREATE TABLE smart_lists (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  rule TEXT NOT NULL,                 -- JSON
  created_at INTEGER NOT NULL
) STRICT;

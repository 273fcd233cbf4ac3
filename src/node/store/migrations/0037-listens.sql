-- Where what is heard is told to, if anywhere: one account at ListenBrainz.
CREATE TABLE listen_brainz (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  user_name TEXT NOT NULL,
  sealed_token BLOB NOT NULL
) STRICT;

-- What it was not told yet.
CREATE TABLE unsent_listens (
  id INTEGER PRIMARY KEY,
  listen TEXT NOT NULL                -- JSON
) STRICT;

-- People whom one pays or gives music to, by the names that one chose.
CREATE TABLE contacts (
  account TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,   -- names that look alike are one
  card BLOB                        -- signed identity record; NULL: nothing can be given to them
) STRICT, WITHOUT ROWID;

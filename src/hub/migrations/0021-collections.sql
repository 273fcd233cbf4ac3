-- What channel partners show that they bought, by the collection's own key.
CREATE TABLE collections (
  collection TEXT PRIMARY KEY,
  account TEXT NOT NULL UNIQUE,       -- whose it is: nobody is told
  number INTEGER NOT NULL,
  until INTEGER NOT NULL,
  record BLOB                         -- NULL: it was taken back; its number stays, so that it can't be brought again
) STRICT;
CREATE TABLE collected_works (
  work TEXT NOT NULL,                 -- kind/id
  collection TEXT NOT NULL REFERENCES collections (collection) ON DELETE CASCADE,
  artist TEXT NOT NULL,
  until INTEGER NOT NULL,             -- the collection's
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (work, collection)
) STRICT, WITHOUT ROWID;
CREATE INDEX collected_works_by_collection ON collected_works (collection);

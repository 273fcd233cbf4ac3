CREATE TABLE collections (
  collection TEXT PRIMARY KEY,
  -- Whose it is: nobody is told.
  account TEXT NOT NULL UNIQUE,
  number BIGINT NOT NULL,
  until BIGINT NOT NULL,
  -- NULL: it was taken back; its number stays, so that it can't be brought again.
  record BYTEA
);
CREATE TABLE collected_works (
  -- kind/id
  work TEXT NOT NULL,
  collection TEXT NOT NULL REFERENCES collections (collection) ON DELETE CASCADE,
  artist TEXT NOT NULL,
  -- The collection's.
  until BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (work, collection)
);
CREATE INDEX collected_works_by_collection ON collected_works (collection);

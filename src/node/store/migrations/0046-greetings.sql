-- What a buyer chose to say of themselves; NULL: nothing.
ALTER TABLE purchases ADD COLUMN greeting BLOB;
ALTER TABLE sales ADD COLUMN greeting BLOB;
-- What the artist wrote back; NULL: nothing.
ALTER TABLE purchases ADD COLUMN thanks TEXT;

-- What an artist writes to buyers: once a sale.
CREATE TABLE thanks (
  id TEXT PRIMARY KEY,                -- of the sale
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  deadline INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- What artists have said of works one bought of them: that they were bought for one's collection.
CREATE TABLE bought_statements (
  work TEXT PRIMARY KEY,            -- kind/id
  artist TEXT NOT NULL,
  proof TEXT NOT NULL               -- the artist's signature
) STRICT, WITHOUT ROWID;

-- As an artist: for which collection one has said it of a sale; of each for one alone.
CREATE TABLE shown_sales (
  order_id TEXT PRIMARY KEY,
  collection TEXT NOT NULL
) STRICT, WITHOUT ROWID;

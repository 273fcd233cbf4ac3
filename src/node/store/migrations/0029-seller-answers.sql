-- In which hours the nodes of those one buys from were there: each hour once, with the last time in it.
CREATE TABLE seller_answers (
  seller TEXT NOT NULL,
  hour INTEGER NOT NULL,              -- since the epoch
  at INTEGER NOT NULL,
  PRIMARY KEY (seller, hour)
) STRICT, WITHOUT ROWID;

-- Every peer that gossips is looked for among them.
CREATE INDEX artists_by_peer ON artists (peer);

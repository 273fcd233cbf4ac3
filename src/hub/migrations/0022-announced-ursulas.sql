-- Ursulas that have made themselves known, each by her own peer.
CREATE TABLE announced_ursulas (
  peer TEXT PRIMARY KEY,
  address TEXT NOT NULL,           -- of the network, as far as its owner can't choose it
  neighbourhood TEXT NOT NULL,     -- addresses that come together
  since INTEGER NOT NULL,
  issued_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  record BLOB NOT NULL             -- what she signed
) STRICT, WITHOUT ROWID;

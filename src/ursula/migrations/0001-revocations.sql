-- Policies that are not to be re-encrypted under any more. The id alone would let anybody revoke anything.
CREATE TABLE revocations (
  publisher BLOB NOT NULL,            -- compressed verifying key
  id TEXT NOT NULL,
  revocation BLOB NOT NULL,           -- as signed
  kept_at INTEGER NOT NULL,           -- ms, when it was first acknowledged
  PRIMARY KEY (publisher, id)
) STRICT, WITHOUT ROWID;

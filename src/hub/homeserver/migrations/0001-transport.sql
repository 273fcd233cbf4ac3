CREATE TABLE server (name TEXT NOT NULL) STRICT;

CREATE TABLE users (
  user_id TEXT PRIMARY KEY,
  displayname TEXT,
  avatar_url TEXT
) STRICT;

CREATE TABLE devices (
  number INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (user_id),
  device_id TEXT NOT NULL,
  -- SHA-256 of the access token: who reads this file cannot speak for anybody.
  token_hash BLOB NOT NULL UNIQUE,
  UNIQUE (user_id, device_id)
) STRICT;

-- Numbers are never used again: they are the positions that clients hand back.
CREATE TABLE messages (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  device INTEGER NOT NULL REFERENCES devices (number),
  event TEXT NOT NULL,
  digest BLOB NOT NULL,
  UNIQUE (device, digest)
) STRICT;

CREATE TABLE transactions (
  device INTEGER NOT NULL REFERENCES devices (number),
  transaction_id TEXT NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (device, transaction_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX transactions_by_time ON transactions (time);

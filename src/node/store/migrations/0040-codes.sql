-- Codes of one's own works: whoever has one gets the work for nothing, once.
CREATE TABLE work_codes (
  hash TEXT PRIMARY KEY,              -- SHA-256 of the code: what a request shows
  kind TEXT NOT NULL,
  work TEXT NOT NULL,
  sealed_code BLOB NOT NULL,          -- under the store key
  ends_at INTEGER,                    -- ms since epoch, by the chain's clock; NULL: it has no end
  order_id TEXT UNIQUE,               -- the sale that it was redeemed by; NULL: it was not yet
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX work_codes_of_work ON work_codes (kind, work, created_at);

-- Purchase requests that are answered when this account can be paid.
CREATE TABLE held_requests (
  id TEXT PRIMARY KEY,                -- SHA-256 of the signed request
  request BLOB NOT NULL,              -- the signed request, as sent
  buyer TEXT NOT NULL,
  amount TEXT NOT NULL,               -- decimal base units: what it cost when it came
  expiry INTEGER NOT NULL             -- nobody waits for an answer any more
) STRICT;

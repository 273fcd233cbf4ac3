-- Ursulas as they present themselves, signed. A policy can be made while they are away.
CREATE TABLE ursulas (
  address BLOB PRIMARY KEY,
  record BLOB NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;

-- The artist's side: who may open what.
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  recipient TEXT NOT NULL,
  order_id TEXT,
  threshold INTEGER NOT NULL,
  shares INTEGER NOT NULL,
  end_at INTEGER NOT NULL,
  granted_at INTEGER NOT NULL,
  statement BLOB NOT NULL,
  revocation BLOB                     -- as signed; NULL: open until its end
) STRICT;
CREATE INDEX grants_by_label ON grants (label, recipient);
CREATE INDEX grants_by_order ON grants (order_id);

-- Who holds a fragment of a grant, and has to be told when it is revoked.
CREATE TABLE grant_ursulas (
  grant_id TEXT NOT NULL REFERENCES grants (id),
  address BLOB NOT NULL,
  record BLOB NOT NULL,
  acknowledgement BLOB,               -- as signed by the Ursula; NULL: still to be told
  PRIMARY KEY (grant_id, address)
) STRICT, WITHOUT ROWID;

-- The listener's side: verified fragments of joins that are not complete yet.
CREATE TABLE fragments (
  policy TEXT NOT NULL,
  capsule TEXT NOT NULL,              -- SHA-256 of the kit
  address BLOB NOT NULL,
  fragment BLOB NOT NULL,
  PRIMARY KEY (policy, capsule, address)
) STRICT, WITHOUT ROWID;

-- Content keys of tracks one owns or made, AES-256-GCM under the store key.
CREATE TABLE content_keys (
  work TEXT NOT NULL,
  edition INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (work, edition)
) STRICT, WITHOUT ROWID;

CREATE TABLE announced_ursulas (
  peer TEXT COLLATE "C" PRIMARY KEY,
  -- Of the network, as far as its owner can't choose it.
  address TEXT NOT NULL,
  -- Addresses that come together.
  neighbourhood TEXT NOT NULL,
  since BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  until BIGINT NOT NULL,
  -- What she signed.
  record BYTEA NOT NULL
);

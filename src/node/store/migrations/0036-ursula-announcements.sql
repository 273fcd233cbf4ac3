-- When an Ursula has said what she says of herself, and until when she says it holds (ms; NULL: an older one, which does not say).
-- Since when she has not answered (ms; NULL: she has, or was not asked).
ALTER TABLE ursulas ADD COLUMN issued_at INTEGER;
ALTER TABLE ursulas ADD COLUMN valid_until INTEGER;
ALTER TABLE ursulas ADD COLUMN silent_since INTEGER;

-- Ursulas that the artist has added; those of the network profile stand in the profile, those of the hub it names.
CREATE TABLE own_ursulas (
  peer TEXT PRIMARY KEY,
  address TEXT NOT NULL,                -- multiaddr, ending in /p2p/<peer>
  added_at INTEGER NOT NULL
) STRICT;

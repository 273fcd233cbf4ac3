-- How much is kept of each artist, read or on its way; follows the manifests by itself.
CREATE TABLE catalogue_sizes (
  artist TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO catalogue_sizes SELECT artist, sum(length(bytes)) FROM manifests GROUP BY artist;
CREATE TRIGGER manifests_added AFTER INSERT ON manifests BEGIN
  INSERT INTO catalogue_sizes VALUES (NEW.artist, length(NEW.bytes))
    ON CONFLICT (artist) DO UPDATE SET bytes = bytes + excluded.bytes;
END;
CREATE TRIGGER manifests_removed AFTER DELETE ON manifests BEGIN
  UPDATE catalogue_sizes SET bytes = bytes - length(OLD.bytes) WHERE artist = OLD.artist;
  DELETE FROM catalogue_sizes WHERE artist = OLD.artist AND bytes <= 0;
END;
CREATE INDEX manifests_by_artist ON manifests (artist);
CREATE INDEX works_by_manifest ON works (manifest);

-- How often a catalogue was not there, and when it is looked for again.
ALTER TABLE heads ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE heads ADD COLUMN due INTEGER NOT NULL DEFAULT 0;

-- What names have in common that look alike; '' in rows of an older version until they are cleaned.
ALTER TABLE artists ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
CREATE INDEX artists_by_name ON artists (name_key, address);
CREATE INDEX works_by_name ON works (name_key, artist);

-- What says that it comes from the future counts from now.
UPDATE works SET created_at = unixepoch() * 1000 WHERE created_at > (unixepoch() + 600) * 1000;

-- One proof tells all.
DELETE FROM equivocations WHERE number NOT IN (
  SELECT min(number) FROM equivocations AS first WHERE first.artist = equivocations.artist);

-- What artists say of themselves beside their name, as their newest catalogue does.
CREATE TABLE artist_profiles (
  artist TEXT PRIMARY KEY,
  place TEXT,
  links TEXT NOT NULL                 -- JSON: [{ title, url }]
) STRICT, WITHOUT ROWID;
CREATE TABLE artist_pictures (
  artist TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('picture', 'header')),
  cid TEXT NOT NULL,
  size INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  PRIMARY KEY (artist, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX artist_pictures_by_cid ON artist_pictures (cid);

-- Whoever is forgotten is forgotten with their pictures.
CREATE TRIGGER artists_removed AFTER DELETE ON artists BEGIN
  DELETE FROM artist_profiles WHERE artist = OLD.address;
  DELETE FROM artist_pictures WHERE artist = OLD.address;
END;

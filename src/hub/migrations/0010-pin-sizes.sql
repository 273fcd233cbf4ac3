-- Bytes that are there of each artist; follows the blocks by itself.
CREATE TABLE pin_sizes (
  artist TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO pin_sizes SELECT artist, sum(size) FROM pin_blocks WHERE state = 'kept' GROUP BY artist;
CREATE TRIGGER pin_blocks_added AFTER INSERT ON pin_blocks WHEN NEW.state = 'kept' BEGIN
  INSERT INTO pin_sizes VALUES (NEW.artist, NEW.size) ON CONFLICT (artist) DO UPDATE SET bytes = bytes + NEW.size;
END;
CREATE TRIGGER pin_blocks_changed AFTER UPDATE OF state, size ON pin_blocks
WHEN OLD.state = 'kept' OR NEW.state = 'kept' BEGIN
  INSERT INTO pin_sizes VALUES (NEW.artist, iif(NEW.state = 'kept', NEW.size, 0))
    ON CONFLICT (artist) DO UPDATE SET bytes =
      bytes - iif(OLD.state = 'kept', OLD.size, 0) + iif(NEW.state = 'kept', NEW.size, 0);
END;
CREATE TRIGGER pin_blocks_removed AFTER DELETE ON pin_blocks WHEN OLD.state = 'kept' BEGIN
  UPDATE pin_sizes SET bytes = bytes - OLD.size WHERE artist = OLD.artist;
END;

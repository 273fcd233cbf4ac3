-- What a work costs until when, where its price is reduced.
ALTER TABLE works ADD COLUMN reduced_amount TEXT;     -- decimal base units
ALTER TABLE works ADD COLUMN reduced_until INTEGER;   -- ms since epoch
-- Whoever asked while a price was reduced, and had to wait for the artist, gets it at that price.
ALTER TABLE held_requests ADD COLUMN held_at INTEGER NOT NULL DEFAULT 0;

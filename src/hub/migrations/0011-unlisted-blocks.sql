-- Blocks that a catalogue links beyond what is listed of it.
ALTER TABLE pins ADD COLUMN unlisted INTEGER NOT NULL DEFAULT 0;

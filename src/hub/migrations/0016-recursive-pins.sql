-- What a row stands for: one block, or as many as a catalogue has that another program keeps by one recursive pin.
ALTER TABLE pin_blocks ADD COLUMN blocks INTEGER NOT NULL DEFAULT 1;
-- Whose rows these are.
CREATE TABLE pin_engine (name TEXT NOT NULL) STRICT;
INSERT INTO pin_engine VALUES ('embedded');

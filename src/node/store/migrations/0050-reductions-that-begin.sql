-- From when a reduced price holds; null: from when it was said.
ALTER TABLE works ADD COLUMN reduced_from INTEGER;    -- ms since epoch

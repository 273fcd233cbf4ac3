-- Covers and lyrics of local files: those that are in them, and those that lie beside them.
ALTER TABLE local_files ADD COLUMN beside TEXT;  -- what lay beside it when it was read; null: by a Busker that did not look
ALTER TABLE local_files ADD COLUMN cover TEXT;   -- CID of the picture as it is in the file
ALTER TABLE local_files ADD COLUMN lyrics TEXT;
CREATE INDEX local_files_cover ON local_files (cover) WHERE cover IS NOT NULL;

-- Folders of unfinished files, in folders that a person chose: they go when their export ends, or at the next start.
CREATE TABLE export_folders (
  folder TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

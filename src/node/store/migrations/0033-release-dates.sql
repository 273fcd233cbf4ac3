-- When in its year a work first came out, where that is known: 2026-11 or 2026-11-29.
ALTER TABLE works ADD COLUMN release_date TEXT;
-- A year that was written for an upload is a date now.
UPDATE uploads SET edits = json_set(json_remove(edits, '$.year'), '$.releaseDate', CAST(json_extract(edits, '$.year') AS TEXT))
  WHERE json_extract(edits, '$.year') IS NOT NULL;
UPDATE upload_releases SET edits = json_set(json_remove(edits, '$.year'), '$.releaseDate', CAST(json_extract(edits, '$.year') AS TEXT))
  WHERE json_extract(edits, '$.year') IS NOT NULL;

-- Words that people look for a work by, beside its genre: a JSON array of texts.
ALTER TABLE works ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
-- Each of them, of listed works alone, but for one that is the genre as well.
CREATE TABLE work_tags (
  tag TEXT NOT NULL COLLATE NOCASE,
  created_at INTEGER NOT NULL,        -- the work's
  work INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
  PRIMARY KEY (tag, created_at, work)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_tags_by_work ON work_tags (work);

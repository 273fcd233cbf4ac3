-- Artists (by account) and works (`track/…`, `release/…`) that the operator hides: their works are in no word, genre or list.
CREATE TABLE hidden (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
ALTER TABLE works ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1));
CREATE INDEX works_hidden ON works (is_hidden) WHERE is_hidden = 1;

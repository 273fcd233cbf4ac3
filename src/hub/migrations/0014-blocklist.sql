-- What the operator hid, or showed again: a public list to which records are only added.
CREATE TABLE blocklist (
  number INTEGER PRIMARY KEY,           -- counts from 1
  subject TEXT NOT NULL,                -- an account, `track/<id>` or `release/<id>`
  act TEXT NOT NULL CHECK (act IN ('block', 'unblock')),
  record BLOB NOT NULL                  -- signed
) STRICT;
CREATE INDEX blocklist_by_subject ON blocklist (subject, number);

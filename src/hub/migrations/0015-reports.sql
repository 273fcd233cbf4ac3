-- What people have reported: of one account one report about a subject.
CREATE TABLE reports (
  subject TEXT NOT NULL,                -- an account, `track/<id>` or `release/<id>`
  account TEXT NOT NULL,                -- who reports
  reason TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,                  -- ms since the epoch, by the hub's clock
  is_member INTEGER NOT NULL CHECK (is_member IN (0, 1)),  -- had a channel with the hub then
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),      -- 0: the operator has dismissed or blocked it
  record BLOB NOT NULL,                 -- signed
  PRIMARY KEY (subject, account)
) STRICT;
CREATE INDEX reports_by_age ON reports (is_open, at);

CREATE TABLE mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recipient TEXT NOT NULL,
  ticket TEXT NOT NULL,
  blob BLOB NOT NULL,
  expiry INTEGER NOT NULL,
  peer TEXT NOT NULL,
  UNIQUE (recipient, ticket)
) STRICT;
CREATE INDEX mail_expiry ON mail (expiry);
CREATE INDEX mail_peer ON mail (peer);

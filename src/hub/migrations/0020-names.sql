-- Short names that accounts are found by, and those that were given up and that nobody else can have yet.
CREATE TABLE names (
  name TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,   -- names that look alike are one
  account TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  released_at INTEGER,             -- NULL: it is the account's
  record TEXT NOT NULL             -- the signed claim and card, base64url
) STRICT, WITHOUT ROWID;
CREATE INDEX names_by_account ON names (account);

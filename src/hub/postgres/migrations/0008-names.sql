CREATE TABLE names (
  name TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL,
  claimed_at BIGINT NOT NULL,
  released_at BIGINT,
  record TEXT NOT NULL
);
CREATE INDEX names_by_account ON names (account);

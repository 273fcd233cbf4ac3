CREATE TABLE snapshots (
  account TEXT NOT NULL,
  number BIGINT NOT NULL,
  record BYTEA NOT NULL,
  size BIGINT NOT NULL,
  -- Whether the account had a channel when it last kept one.
  is_partner BOOLEAN NOT NULL,
  PRIMARY KEY (account, number)
);
-- They are sealed: nothing is gained by compressing them.
ALTER TABLE snapshots ALTER COLUMN record SET STORAGE EXTERNAL;

CREATE TABLE leases (
  account TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  number BIGINT NOT NULL,
  asked_until BIGINT NOT NULL,
  until BIGINT NOT NULL
);
CREATE INDEX leases_until ON leases (until);

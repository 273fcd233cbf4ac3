-- What the hub has promised to add to channels over which their owners were paid.
CREATE TABLE top_ups (
  account TEXT PRIMARY KEY REFERENCES funded_channels (account),
  present TEXT NOT NULL,              -- decimal base units: into the channel there is now
  total TEXT NOT NULL                 -- decimal base units: into all its channels, ever
) STRICT;

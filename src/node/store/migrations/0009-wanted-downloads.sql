-- Tracks that were bought and are not on this machine as a whole yet: fetching them goes on after a restart.
CREATE TABLE wanted_downloads (
  label TEXT PRIMARY KEY
) STRICT;

-- Small facts with a name: the device, the newest head's number, cursors.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

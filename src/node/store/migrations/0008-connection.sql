-- The wish to be connected to the hub, and how far it is carried out: one, the newest.
CREATE TABLE connection_wishes (
  id TEXT PRIMARY KEY CHECK (id = 'hub'),
  state TEXT NOT NULL CHECK (state IN ('filling', 'opening', 'depositing', 'connected', 'refused', 'stopped')),
  deposit TEXT NOT NULL,              -- decimal base units: what is to be set aside in all
  code TEXT,                          -- why it was refused, or is not further
  message TEXT,
  changed_at INTEGER NOT NULL
) STRICT;

-- What is handed in for those who are away: the newest update of each side of each channel.
CREATE TABLE watched_updates (
  token_network TEXT NOT NULL,
  channel TEXT NOT NULL,                -- decimal
  participant TEXT NOT NULL,            -- for whom it is watched
  nonce TEXT NOT NULL,                  -- decimal
  signed_update BLOB NOT NULL,
  accepted_at INTEGER NOT NULL,
  until INTEGER NOT NULL,               -- ms: nobody has asked to watch longer
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'gone')),
  settleable_after INTEGER,             -- ms of chain time; NULL while it is not closed
  looked_at INTEGER NOT NULL,           -- ms; 0: at once
  gone_at INTEGER,                      -- ms, when the chain was first without it
  PRIMARY KEY (token_network, channel, participant)
) STRICT, WITHOUT ROWID;
CREATE INDEX watched_updates_by_look ON watched_updates (looked_at);

-- What was sent to the chain, written before it was.
CREATE TABLE answers (
  id INTEGER PRIMARY KEY,
  token_network TEXT NOT NULL,
  channel TEXT NOT NULL,
  participant TEXT NOT NULL,
  nonce TEXT NOT NULL,
  gas_price TEXT NOT NULL,              -- wei
  cost TEXT NOT NULL,                   -- wei: what was offered at most, and once it is mined what it was
  sent_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'mined', 'done', 'refused', 'replaced'))
) STRICT;
CREATE INDEX answers_by_time ON answers (sent_at);

-- Tracks that count as gone from this machine, while blocks of theirs may still lie here.
CREATE TABLE releasing_downloads (
  label TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

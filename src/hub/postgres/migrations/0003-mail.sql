CREATE TABLE mail (
  -- Drawn by whoever holds the mailbox's lock: nobody sees a later one before an earlier one.
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recipient TEXT NOT NULL,
  ticket TEXT NOT NULL,
  blob BYTEA NOT NULL,
  expiry BIGINT NOT NULL,
  -- The account of a channel partner, or the peer of whoever has none.
  sender TEXT NOT NULL,
  -- What makes room for what: 0 a stranger's, 1 a channel partner's, 2 an answer that the recipient has asked for.
  standing INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
  UNIQUE (recipient, ticket)
);
-- They are sealed: nothing is gained by compressing them.
ALTER TABLE mail ALTER COLUMN blob SET STORAGE EXTERNAL;
CREATE INDEX mail_by_recipient ON mail (recipient, id);
CREATE INDEX mail_expiry ON mail (expiry);
CREATE INDEX mail_sender ON mail (sender);
CREATE INDEX mail_by_standing ON mail (standing, id);

-- Tickets under which a channel partner waits for an answer.
CREATE TABLE expected_mail (
  recipient TEXT NOT NULL,
  ticket TEXT NOT NULL,
  expiry BIGINT NOT NULL,
  PRIMARY KEY (recipient, ticket)
);
CREATE INDEX expected_mail_expiry ON expected_mail (expiry);

-- How many bytes lie in the mailbox, so that no letter has to count them all.
CREATE TABLE mail_bytes (
  standing INTEGER PRIMARY KEY,
  bytes BIGINT NOT NULL
);
INSERT INTO mail_bytes VALUES (0, 0), (1, 0), (2, 0);
CREATE FUNCTION count_mail_bytes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE mail_bytes SET bytes = bytes + octet_length(NEW.blob) WHERE standing = NEW.standing;
  ELSE
    UPDATE mail_bytes SET bytes = bytes - octet_length(OLD.blob) WHERE standing = OLD.standing;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER mail_counted AFTER INSERT OR DELETE ON mail FOR EACH ROW EXECUTE FUNCTION count_mail_bytes();

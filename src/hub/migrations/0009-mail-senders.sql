-- Whose letter it is: the account of a channel partner, or the peer of whoever has none.
ALTER TABLE mail RENAME COLUMN peer TO sender;
-- What makes room for what: 0 a stranger's, 1 a channel partner's, 2 an answer that the recipient has asked for.
ALTER TABLE mail ADD COLUMN standing INTEGER NOT NULL DEFAULT 0 CHECK (standing IN (0, 1, 2));
CREATE INDEX mail_by_standing ON mail (standing, id);

-- Tickets under which a channel partner waits for an answer.
CREATE TABLE expected_mail (
  recipient TEXT NOT NULL,
  ticket TEXT NOT NULL,
  expiry INTEGER NOT NULL,
  PRIMARY KEY (recipient, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX expected_mail_expiry ON expected_mail (expiry);

-- How many bytes lie in the mailbox, so that no letter has to count them all.
CREATE TABLE mail_bytes (
  standing INTEGER PRIMARY KEY,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO mail_bytes VALUES (0, 0), (1, 0), (2, 0);
UPDATE mail_bytes SET bytes = (SELECT coalesce(sum(length(blob)), 0) FROM mail WHERE mail.standing = mail_bytes.standing);
CREATE TRIGGER mail_arrived AFTER INSERT ON mail BEGIN
  UPDATE mail_bytes SET bytes = bytes + length(NEW.blob) WHERE standing = NEW.standing;
END;
CREATE TRIGGER mail_gone AFTER DELETE ON mail BEGIN
  UPDATE mail_bytes SET bytes = bytes - length(OLD.blob) WHERE standing = OLD.standing;
END;

-- By which short name somebody was first found at the hub: if it says later that it is somebody else's, that is refused.
ALTER TABLE contacts ADD COLUMN short_name TEXT;
CREATE UNIQUE INDEX contacts_by_short_name ON contacts (short_name) WHERE short_name IS NOT NULL;

-- What has one rank comes in one order, whatever the server's language is, as in the hub's own file.
ALTER TABLE collections ALTER COLUMN collection TYPE TEXT COLLATE "C";
ALTER TABLE collected_works
  ALTER COLUMN collection TYPE TEXT COLLATE "C",
  ALTER COLUMN work TYPE TEXT COLLATE "C";

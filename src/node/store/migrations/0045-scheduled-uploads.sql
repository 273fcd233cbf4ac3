-- When what is uploaded goes on sale, by the chain's time in ms since the epoch; null: as soon as it is ready.
ALTER TABLE uploads ADD COLUMN publish_at INTEGER;
ALTER TABLE upload_releases ADD COLUMN publish_at INTEGER;

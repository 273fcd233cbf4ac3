-- Whether a price is a minimum: whoever buys says what to pay.
ALTER TABLE works ADD COLUMN or_more INTEGER NOT NULL DEFAULT 0;
ALTER TABLE uploads ADD COLUMN or_more INTEGER NOT NULL DEFAULT 0;
ALTER TABLE upload_releases ADD COLUMN or_more INTEGER NOT NULL DEFAULT 0;

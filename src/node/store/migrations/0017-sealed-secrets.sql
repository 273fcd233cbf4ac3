-- The secrets of orders, sealed under the words: `seal_secret(table, row, secret)` seals for the column `sealed_secret`.
ALTER TABLE purchases ADD COLUMN sealed_secret BLOB;
UPDATE purchases SET sealed_secret = seal_secret('purchases', id, secret) WHERE secret IS NOT NULL;
ALTER TABLE purchases DROP COLUMN secret;

ALTER TABLE sales ADD COLUMN sealed_secret BLOB NOT NULL DEFAULT x'';
UPDATE sales SET sealed_secret = seal_secret('sales', id, secret);
ALTER TABLE sales DROP COLUMN secret;

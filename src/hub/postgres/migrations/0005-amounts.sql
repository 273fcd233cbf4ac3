-- Amounts as the server's own numbers, which have no bounds: summing text took longer with each promise.
DROP AGGREGATE amount_sum (TEXT);
DROP FUNCTION amount_text (NUMERIC);
DROP FUNCTION add_amount (NUMERIC, TEXT);
CREATE AGGREGATE amount_sum (NUMERIC) (SFUNC = numeric_add, STYPE = NUMERIC, INITCOND = '0');
ALTER TABLE funded_channels ALTER COLUMN deposit TYPE NUMERIC USING deposit::NUMERIC;
ALTER TABLE top_ups ALTER COLUMN present TYPE NUMERIC USING present::NUMERIC, ALTER COLUMN total TYPE NUMERIC USING total::NUMERIC;
ALTER TABLE channel_progress ALTER COLUMN unreturned TYPE NUMERIC USING unreturned::NUMERIC;

-- Why a sale is not further, or how it ended.
ALTER TABLE sales ADD COLUMN code TEXT;
ALTER TABLE sales ADD COLUMN message TEXT;
-- From when on the secret may be out; NULL: it has never left.
ALTER TABLE sales ADD COLUMN released_at INTEGER;
-- When the lock of its payment runs out, by the chain's clock.
ALTER TABLE sales ADD COLUMN lock_expiration INTEGER;
ALTER TABLE purchases ADD COLUMN lock_expiration INTEGER;
-- When the artist gave a debt of the hub up; NULL: it is owed.
ALTER TABLE sales ADD COLUMN debt_waived_at INTEGER;
-- Sold twice by an older version: the order that counts as the one. Both were paid for, so both are kept.
ALTER TABLE sales ADD COLUMN duplicate_of TEXT;

UPDATE sales SET released_at = changed_at WHERE state IN ('releasing', 'paid', 'delivered');
UPDATE sales SET duplicate_of = (
  SELECT first.id FROM sales AS first
  WHERE first.label = sales.label AND first.recipient = sales.recipient
    AND first.state IN ('releasing', 'paid', 'delivered')
  ORDER BY first.created_at, first.rowid LIMIT 1)
WHERE state IN ('releasing', 'paid', 'delivered');
UPDATE sales SET duplicate_of = NULL WHERE duplicate_of = id;

-- One paid order a label and recipient, whoever pays.
CREATE UNIQUE INDEX sales_granted ON sales (label, recipient)
  WHERE state IN ('releasing', 'paid', 'delivered') AND duplicate_of IS NULL;

-- Every order that is under way ends some day: a month for a letter, ninety days for a policy, a day for a lock.
UPDATE purchases SET deadline = deadline + 86400000 WHERE state = 'paying';
UPDATE purchases SET deadline = changed_at + 7776000000 WHERE state = 'paid' AND deadline IS NULL;
UPDATE purchases SET deadline = changed_at + 2505600000 WHERE state = 'joined' AND deadline IS NULL;
UPDATE sales SET deadline = changed_at + 86400000 WHERE state = 'releasing' AND deadline IS NULL;

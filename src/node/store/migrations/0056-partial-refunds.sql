-- A sale is paid back in one part or several. The first has the sale's id as its own, which what is sealed in it is bound to.
ALTER TABLE refunds ADD COLUMN sale TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN number INTEGER NOT NULL DEFAULT 0; -- of the part, from 0
UPDATE refunds SET sale = id;

CREATE UNIQUE INDEX refund_parts ON refunds (sale, number);
-- One is on its way at a time, so that what is left to be paid back is known when the next begins.
CREATE UNIQUE INDEX refunds_under_way ON refunds (sale) WHERE state = 'paying';

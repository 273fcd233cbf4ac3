-- The order through which the recipient had another edition of the work, and so got this one for nothing; NULL: it was sold.
ALTER TABLE sales ADD COLUMN earlier_order TEXT;

-- Which works of an artist one has is asked whenever a catalogue of theirs comes.
CREATE INDEX purchases_by_seller ON purchases (seller, recipient, state, label, manifest);

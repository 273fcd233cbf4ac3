-- What goes with a gift of the basket to whom it is for, sealed; NULL: nothing.
ALTER TABLE basket ADD COLUMN sealed_dedication BLOB;

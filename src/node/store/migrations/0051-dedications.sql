-- What the giver of a gift wrote with it, sealed; NULL: nothing. Of purchases: what one wrote, or what came with it.
ALTER TABLE gifts ADD COLUMN sealed_dedication BLOB;
ALTER TABLE purchases ADD COLUMN sealed_dedication BLOB;

-- The newest block this node has seen: what raiden-ts stores stays behind it until a block's events are handled.
ALTER TABLE positions ADD COLUMN seen_block INTEGER NOT NULL DEFAULT 0;

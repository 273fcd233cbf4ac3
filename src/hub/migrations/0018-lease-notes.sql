-- What the device that has a lease says of itself, and which other one asks for it, in hexadecimal: both are read by the account alone.
ALTER TABLE leases ADD COLUMN note TEXT;
ALTER TABLE leases ADD COLUMN wanted TEXT;

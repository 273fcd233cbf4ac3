-- Parts of this file that a database server has now: what the file has of them is how it was when they moved.
CREATE TABLE moved (part TEXT PRIMARY KEY) STRICT;

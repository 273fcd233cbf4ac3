-- Writes the file anew: what stood in clear until step 3 is in none of its pages then.
VACUUM;

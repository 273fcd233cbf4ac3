ALTER TABLE connection_wishes RENAME TO connection_requests;

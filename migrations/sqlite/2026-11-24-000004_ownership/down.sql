DROP TABLE adjustments;
DROP TABLE ownership_shares;
DROP TABLE ownerships;

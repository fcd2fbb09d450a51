DROP TABLE round_beacons;

DROP TABLE user_totps;

DROP TABLE service_periods;

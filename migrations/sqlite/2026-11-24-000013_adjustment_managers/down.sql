DROP TABLE adjustment_managers;

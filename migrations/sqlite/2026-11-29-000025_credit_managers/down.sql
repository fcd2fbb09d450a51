DROP TABLE credit_managers;

DROP INDEX imports_hidden_idx;
DROP TABLE exports;
DROP TABLE client_holdings;
DROP TABLE client_measures;

DROP TABLE ratings;
DROP TABLE rating_panel_raters;
DROP TABLE rating_panels;
DROP TABLE adverse_records;
DROP TABLE employments;
DROP TABLE qualification_statements;

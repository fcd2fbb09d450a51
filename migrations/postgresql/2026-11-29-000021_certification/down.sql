DROP TABLE grade_changes;
DROP TABLE certificate_reviews;
DROP TABLE certificates;
DROP TABLE certification_scores;
DROP TABLE certification_reviews;
DROP TABLE certification_files;

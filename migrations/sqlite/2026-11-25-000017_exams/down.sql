DROP TABLE exam_marks;
DROP TABLE exam_answers;
DROP TABLE exam_sittings;
DROP TABLE exam_papers;
DROP TABLE exams;
DROP TABLE exam_question_versions;
DROP TABLE exam_questions;

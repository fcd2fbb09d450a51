DROP INDEX managers_term_to_id_idx;
DROP TABLE term_notices;
DROP TABLE term_renewals;
DROP TABLE term_results;
DROP TABLE bank_terms;

import bids from '../en/bids.json';
import book from '../en/book.json';
import clauses from '../en/clauses.json';
import common from '../en/common.json';
import exams from '../en/exams.json';
import field from '../en/field.json';
import identity from '../en/identity.json';
import notices from '../en/notices.json';
import rounds from '../en/rounds.json';
import training from '../en/training.json';

export default { bids, book, clauses, common, exams, field, identity, notices, rounds, training };

import bids from '../zh-CN/bids.json';
import book from '../zh-CN/book.json';
import clauses from '../zh-CN/clauses.json';
import common from '../zh-CN/common.json';
import exams from '../zh-CN/exams.json';
import field from '../zh-CN/field.json';
import identity from '../zh-CN/identity.json';
import notices from '../zh-CN/notices.json';
import rounds from '../zh-CN/rounds.json';
import training from '../zh-CN/training.json';

export default { bids, book, clauses, common, exams, field, identity, notices, rounds, training };

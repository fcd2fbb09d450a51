import clauses from '../zh-CN/clauses.json';
import common from '../zh-CN/common.json';
import field from '../zh-CN/field.json';
import identity from '../zh-CN/identity.json';
import notices from '../zh-CN/notices.json';

export default { clauses, common, field, identity, notices };

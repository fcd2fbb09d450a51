import clauses from '../en/clauses.json';
import common from '../en/common.json';
import field from '../en/field.json';
import identity from '../en/identity.json';
import notices from '../en/notices.json';

export default { clauses, common, field, identity, notices };

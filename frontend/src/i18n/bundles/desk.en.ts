import clauses from '../en/clauses.json';
import common from '../en/common.json';
import desk from '../en/desk.json';
import identity from '../en/identity.json';

export default { clauses, common, desk, identity };

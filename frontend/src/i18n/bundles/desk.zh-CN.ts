import clauses from '../zh-CN/clauses.json';
import common from '../zh-CN/common.json';
import desk from '../zh-CN/desk.json';
import identity from '../zh-CN/identity.json';

export default { clauses, common, desk, identity };

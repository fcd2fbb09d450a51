import approvals from '../zh-CN/approvals.json';
import audit from '../zh-CN/audit.json';
import clauses from '../zh-CN/clauses.json';
import common from '../zh-CN/common.json';
import dashboard from '../zh-CN/dashboard.json';
import desk from '../zh-CN/desk.json';
import identity from '../zh-CN/identity.json';
import notices from '../zh-CN/notices.json';
import policy from '../zh-CN/policy.json';
import rounds from '../zh-CN/rounds.json';
import roundsdesk from '../zh-CN/roundsdesk.json';

export default { approvals, audit, clauses, common, dashboard, desk, identity, notices, policy, rounds, roundsdesk };

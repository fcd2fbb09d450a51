import approvals from '../zh-CN/approvals.json';
import audit from '../zh-CN/audit.json';
import clauses from '../zh-CN/clauses.json';
import clients from '../zh-CN/clients.json';
import common from '../zh-CN/common.json';
import dashboard from '../zh-CN/dashboard.json';
import deputies from '../zh-CN/deputies.json';
import desk from '../zh-CN/desk.json';
import identity from '../zh-CN/identity.json';
import imports from '../zh-CN/imports.json';
import notices from '../zh-CN/notices.json';
import ownership from '../zh-CN/ownership.json';
import people from '../zh-CN/people.json';
import policy from '../zh-CN/policy.json';
import rounds from '../zh-CN/rounds.json';
import roundsdesk from '../zh-CN/roundsdesk.json';

export default { approvals, audit, clauses, clients, common, dashboard, deputies, desk, identity, imports, notices, ownership, people, policy, rounds, roundsdesk };

import approvals from '../en/approvals.json';
import audit from '../en/audit.json';
import clauses from '../en/clauses.json';
import common from '../en/common.json';
import dashboard from '../en/dashboard.json';
import desk from '../en/desk.json';
import identity from '../en/identity.json';
import notices from '../en/notices.json';
import policy from '../en/policy.json';
import rounds from '../en/rounds.json';
import roundsdesk from '../en/roundsdesk.json';

export default { approvals, audit, clauses, common, dashboard, desk, identity, notices, policy, rounds, roundsdesk };

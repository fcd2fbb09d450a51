import approvals from '../en/approvals.json';
import audit from '../en/audit.json';
import clauses from '../en/clauses.json';
import clients from '../en/clients.json';
import common from '../en/common.json';
import dashboard from '../en/dashboard.json';
import deputies from '../en/deputies.json';
import desk from '../en/desk.json';
import identity from '../en/identity.json';
import imports from '../en/imports.json';
import notices from '../en/notices.json';
import ownership from '../en/ownership.json';
import people from '../en/people.json';
import policy from '../en/policy.json';
import rounds from '../en/rounds.json';
import roundsdesk from '../en/roundsdesk.json';

export default { approvals, audit, clauses, clients, common, dashboard, deputies, desk, identity, imports, notices, ownership, people, policy, rounds, roundsdesk };

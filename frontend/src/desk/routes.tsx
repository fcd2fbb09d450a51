import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import '@/lib/route-data';
import { withTexts } from '@/i18n';
import { currentScope } from '@/lib/scope';
import { sessionState } from '@/lib/session';
import { filtersFrom } from '@/lib/url-filters';
import { STAFFING_TEXTS } from './later';
import { NotFound } from './layout/NotFound';
import { PageError } from './layout/PageError';
import { Shell } from './layout/Shell';
import { Guarded } from './layout/Guarded';

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageError });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: filtersFrom<'next'>(['next']),
  beforeLoad: ({ search }) => {
    if (sessionState().status === 'signed_in') redirect({ href: safeNext(search.next), throw: true });
  },
  component: lazyRouteComponent(() => import('./pages/Login'), 'Login'),
  staticData: { title: 'identity:login.title' },
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  component: lazyRouteComponent(() => import('./pages/Invite'), 'Invite'),
  staticData: { title: 'identity:invite.title' },
});

/** Where to go after signing in: a place of this origin, never one that a crafted link names. */
function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ location }) => {
    const { status } = sessionState();
    if (status === 'anonymous' || status === 'starting') {
      redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href }, throw: true });
    }
  },
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

const pages = createRoute({ getParentRoute: () => shell, id: 'pages', component: Guarded, notFoundComponent: NotFound, errorComponent: PageError });

/** Opens a page with the scope that the bar shows, so that its address says which branch it is of. */
function keepScope({ search, location }: { search: { branch_id?: string }; location: { pathname: string } }): void {
  const scope = currentScope();
  if (search.branch_id === undefined && scope !== undefined) redirect({ to: location.pathname, search: { ...search, branch_id: scope } as never, replace: true, throw: true });
}

// One entry per page: path, what may open it, where its code is. The navigation reads the same data.

const home = createRoute({
  getParentRoute: () => pages,
  path: '/',
  validateSearch: filtersFrom<'branch_id'>(['branch_id']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Home'), 'Home'),
  staticData: { title: 'desk:nav.home', scoped: true },
});

const approvals = createRoute({
  getParentRoute: () => pages,
  path: '/approvals',
  validateSearch: filtersFrom<'box' | 'state'>(['box', 'state']),
  component: lazyRouteComponent(() => import('./pages/Approvals'), 'Approvals'),
  staticData: { title: 'desk:nav.approvals' },
});

const approval = createRoute({
  getParentRoute: () => pages,
  path: '/approvals/$id',
  validateSearch: filtersFrom<'box' | 'state'>(['box', 'state']),
  component: lazyRouteComponent(() => import('./pages/Approvals'), 'Approvals'),
  staticData: { title: 'desk:nav.approvals' },
});

const users = createRoute({
  getParentRoute: () => pages,
  path: '/users',
  validateSearch: filtersFrom<'q' | 'state'>(['q', 'state']),
  component: lazyRouteComponent(() => import('./pages/Users'), 'Users'),
  staticData: { title: 'desk:nav.users', access: ['list_users'] },
});

const policy = createRoute({
  getParentRoute: () => pages,
  path: '/policy',
  validateSearch: filtersFrom<'number' | 'with'>(['number', 'with']),
  component: lazyRouteComponent(() => import('./pages/Policy'), 'Policy'),
  staticData: { title: 'desk:nav.policy', access: ['list_policies'] },
});

const newPolicy = createRoute({
  getParentRoute: () => pages,
  path: '/policy/new',
  validateSearch: filtersFrom<'base'>(['base']),
  component: lazyRouteComponent(() => import('./pages/NewPolicy'), 'NewPolicy'),
  staticData: { title: 'policy:new_title', access: ['propose_policy'] },
});

const audit = createRoute({
  getParentRoute: () => pages,
  path: '/audit',
  validateSearch: filtersFrom<'tab' | 'actor' | 'action' | 'subject_kind' | 'subject_id'>(['tab', 'actor', 'action', 'subject_kind', 'subject_id']),
  component: lazyRouteComponent(() => import('./pages/Audit'), 'Audit'),
  staticData: { title: 'desk:nav.audit', access: ['list_audit', 'get_audit_state'] },
});

const clients = createRoute({
  getParentRoute: () => pages,
  path: '/clients',
  validateSearch: filtersFrom<'q' | 'owner' | 'branch_id' | 'kind' | 'standing' | 'size' | 'flag' | 'industry' | 'place' | 'state' | 'uncovered' | 'lapsed'>(['q', 'owner', 'branch_id', 'kind', 'standing', 'size', 'flag', 'industry', 'place', 'state', 'uncovered', 'lapsed']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Clients'), 'Clients'),
  staticData: { title: 'desk:nav.clients', access: ['list_clients'], scoped: true },
});

const client = createRoute({
  getParentRoute: () => pages,
  path: '/clients/$id',
  validateSearch: filtersFrom<'tab' | 'account' | 'span' | 'day' | 'known_at'>(['tab', 'account', 'span', 'day', 'known_at']),
  component: lazyRouteComponent(() => import('./pages/Client'), 'Client'),
  staticData: { title: 'desk:nav.clients', access: ['get_client'] },
});

const managers = createRoute({
  getParentRoute: () => pages,
  path: '/managers',
  validateSearch: filtersFrom<'q' | 'branch_id' | 'class' | 'grade' | 'state'>(['q', 'branch_id', 'class', 'grade', 'state']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Managers'), 'Managers'),
  staticData: { title: 'desk:nav.managers', access: ['list_managers'], scoped: true },
});

const manager = createRoute({
  getParentRoute: () => pages,
  path: '/managers/$id',
  component: lazyRouteComponent(() => import('./pages/Manager'), 'Manager'),
  staticData: { title: 'desk:nav.managers', access: ['get_manager'] },
});

const employees = createRoute({
  getParentRoute: () => pages,
  path: '/employees',
  validateSearch: filtersFrom<'q' | 'branch_id' | 'role' | 'open'>(['q', 'branch_id', 'role', 'open']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/EmployeePage'), 'EmployeePage'),
  staticData: { title: 'desk:nav.employees', access: ['list_employees'], scoped: true },
});

const person = createRoute({
  getParentRoute: () => pages,
  path: '/employees/$id',
  validateSearch: filtersFrom<'kind'>(['kind']),
  component: lazyRouteComponent(() => withTexts(STAFFING_TEXTS, () => import('./pages/Person')), 'Person'),
  staticData: { title: 'desk:nav.person', access: ['get_employee_timeline'] },
});

const staffing = createRoute({
  getParentRoute: () => pages,
  path: '/staffing',
  validateSearch: filtersFrom<'branch_id'>(['branch_id']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => withTexts(STAFFING_TEXTS, () => import('./pages/StaffingBoard')), 'StaffingBoard'),
  staticData: { title: 'desk:nav.staffing', access: ['get_staffing_board'], scoped: true },
});

const deputies = createRoute({
  getParentRoute: () => pages,
  path: '/deputies',
  validateSearch: filtersFrom<'state'>(['state']),
  component: lazyRouteComponent(() => import('./pages/Deputies'), 'Deputies'),
  staticData: { title: 'desk:nav.deputies', access: ['list_deputies'] },
});

const trainings = createRoute({
  getParentRoute: () => pages,
  path: '/training',
  validateSearch: filtersFrom<'tab' | 'branch_id' | 'short'>(['tab', 'branch_id', 'short']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Trainings'), 'Trainings'),
  staticData: { title: 'desk:nav.training', access: ['list_trainings'], scoped: true },
});

const training = createRoute({
  getParentRoute: () => pages,
  path: '/training/$id',
  component: lazyRouteComponent(() => import('./pages/Training'), 'Training'),
  staticData: { title: 'desk:nav.training', access: ['get_training'] },
});

const exams = createRoute({
  getParentRoute: () => pages,
  path: '/exams',
  validateSearch: filtersFrom<'tab' | 'branch_id' | 'area' | 'kind' | 'difficulty' | 'state' | 'waiting' | 'standing'>(['tab', 'branch_id', 'area', 'kind', 'difficulty', 'state', 'waiting', 'standing']),
  component: lazyRouteComponent(() => import('./pages/Exams'), 'Exams'),
  staticData: { title: 'desk:nav.exams', access: ['list_exams'] },
});

const exam = createRoute({
  getParentRoute: () => pages,
  path: '/exams/$id',
  validateSearch: filtersFrom<'tab'>(['tab']),
  component: lazyRouteComponent(() => import('./pages/Exam'), 'Exam'),
  staticData: { title: 'desk:nav.exams', access: ['get_exam'] },
});

const examSitting = createRoute({
  getParentRoute: () => pages,
  path: '/exams/$id/sitting',
  component: lazyRouteComponent(() => import('./pages/ExamSitting'), 'ExamSitting'),
  staticData: { title: 'desk:nav.exams', access: ['get_sitting'] },
});

const examQuestion = createRoute({
  getParentRoute: () => pages,
  path: '/exams/questions/$id',
  component: lazyRouteComponent(() => import('./pages/ExamQuestion'), 'ExamQuestion'),
  staticData: { title: 'desk:nav.exams', access: ['get_exam_question'] },
});

const qualification = createRoute({
  getParentRoute: () => pages,
  path: '/qualification',
  validateSearch: filtersFrom<'tab' | 'class' | 'grade' | 'counting'>(['tab', 'class', 'grade', 'counting']),
  component: lazyRouteComponent(() => import('./pages/Qualification'), 'Qualification'),
  staticData: { title: 'desk:nav.qualification', access: ['get_my_qualification'] },
});

const qualificationOf = createRoute({
  getParentRoute: () => pages,
  path: '/qualification/$id',
  validateSearch: filtersFrom<'class' | 'grade'>(['class', 'grade']),
  component: lazyRouteComponent(() => import('./pages/QualificationOf'), 'QualificationOf'),
  staticData: { title: 'desk:nav.qualification', access: ['get_qualification'] },
});

const ratingPanel = createRoute({
  getParentRoute: () => pages,
  path: '/rating-panels/$id',
  component: lazyRouteComponent(() => import('./pages/RatingPanel'), 'RatingPanel'),
  staticData: { title: 'desk:nav.qualification', access: ['get_rating_panel'] },
});

const terms = createRoute({
  getParentRoute: () => pages,
  path: '/terms',
  validateSearch: filtersFrom<'tab' | 'branch_id' | 'standing' | 'within' | 'last_from' | 'last_to'>(['tab', 'branch_id', 'standing', 'within', 'last_from', 'last_to']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Terms'), 'Terms'),
  staticData: { title: 'desk:nav.terms', access: ['count_manager_terms'], scoped: true },
});

const certification = createRoute({
  getParentRoute: () => pages,
  path: '/certification',
  validateSearch: filtersFrom<'tab' | 'branch_id' | 'stage' | 'grade' | 'standing' | 'unreviewed' | 'last_from' | 'last_to'>(['tab', 'branch_id', 'stage', 'grade', 'standing', 'unreviewed', 'last_from', 'last_to']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Certification'), 'Certification'),
  staticData: { title: 'desk:nav.certification', access: ['list_certification_files'], scoped: true },
});

const certificationFile = createRoute({
  getParentRoute: () => pages,
  path: '/certification/$id',
  component: lazyRouteComponent(() => import('./pages/CertificationFile'), 'CertificationFile'),
  staticData: { title: 'desk:nav.certification', access: ['get_certification_file'] },
});

/** Leads a manager to the own record, anybody else to another page. */
function toOwnRecord(otherwise: '/' | '/terms'): void {
  const session = sessionState();
  const manager = session.status === 'signed_in' ? session.me.manager_id : undefined;
  if (typeof manager === 'string') redirect({ to: '/managers/$id', params: { id: manager }, replace: true, throw: true });
  redirect({ to: otherwise, replace: true, throw: true });
}

// Where messages about one's own grade and term lead.
const ownGrade = createRoute({ getParentRoute: () => pages, path: '/grade', beforeLoad: () => { toOwnRecord('/'); } });
const ownTerm = createRoute({ getParentRoute: () => pages, path: '/term', beforeLoad: () => { toOwnRecord('/terms'); } });

const dispatches = createRoute({
  getParentRoute: () => pages,
  path: '/dispatches',
  validateSearch: filtersFrom<'state'>(['state']),
  component: lazyRouteComponent(() => import('./pages/Dispatches'), 'Dispatches'),
  staticData: { title: 'desk:nav.dispatches', access: ['list_dispatches'] },
});

const leavings = createRoute({
  getParentRoute: () => pages,
  path: '/leavings',
  validateSearch: filtersFrom<'state' | 'branch_id'>(['state', 'branch_id']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Leavings'), 'Leavings'),
  staticData: { title: 'desk:nav.leaving', access: ['list_leavings'], scoped: true },
});

const leaving = createRoute({
  getParentRoute: () => pages,
  path: '/leavings/$id',
  component: lazyRouteComponent(() => import('./pages/Leaving'), 'Leaving'),
  staticData: { title: 'desk:nav.leaving', access: ['get_leaving'] },
});

const recruitments = createRoute({
  getParentRoute: () => pages,
  path: '/recruitments',
  validateSearch: filtersFrom<'mine' | 'stage' | 'branch_id'>(['mine', 'stage', 'branch_id']),
  component: lazyRouteComponent(() => import('./pages/Recruitments'), 'Recruitments'),
  staticData: { title: 'desk:nav.recruitment', access: ['list_recruitments'] },
});

const recruitment = createRoute({
  getParentRoute: () => pages,
  path: '/recruitments/$id',
  validateSearch: filtersFrom<'tab'>(['tab']),
  component: lazyRouteComponent(() => import('./pages/Recruitment'), 'Recruitment'),
  staticData: { title: 'desk:nav.recruitment', access: ['get_recruitment'] },
});

const account = createRoute({
  getParentRoute: () => pages,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/Account'), 'Account'),
  staticData: { title: 'identity:account.title' },
});

const workload = createRoute({
  getParentRoute: () => pages,
  path: '/workload',
  validateSearch: filtersFrom<'branch_id' | 'by'>(['branch_id', 'by']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/WorkloadPage'), 'WorkloadPage'),
  staticData: { title: 'desk:nav.workload', access: ['list_workload'], scoped: true },
});

const coverage = createRoute({
  getParentRoute: () => pages,
  path: '/coverage',
  validateSearch: filtersFrom<'branch_id' | 'kind' | 'day'>(['branch_id', 'kind', 'day']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/CoveragePage'), 'CoveragePage'),
  staticData: { title: 'desk:nav.coverage', access: ['get_coverage'], scoped: true },
});

const adjustments = createRoute({
  getParentRoute: () => pages,
  path: '/adjustments',
  validateSearch: filtersFrom<'state' | 'branch_id' | 'client_id'>(['state', 'branch_id', 'client_id']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Adjustments'), 'Adjustments'),
  staticData: { title: 'desk:nav.adjustments', access: ['list_adjustments'], scoped: true },
});

const adjustment = createRoute({
  getParentRoute: () => pages,
  path: '/adjustments/$id',
  component: lazyRouteComponent(() => import('./pages/Adjustment'), 'Adjustment'),
  staticData: { title: 'desk:nav.adjustments', access: ['get_adjustment'] },
});

const imports = createRoute({
  getParentRoute: () => pages,
  path: '/imports',
  validateSearch: filtersFrom<'kind'>(['kind']),
  component: lazyRouteComponent(() => import('./pages/Imports'), 'Imports'),
  staticData: { title: 'desk:nav.imports', access: ['list_imports'] },
});

const importSchemas = createRoute({
  getParentRoute: () => pages,
  path: '/imports/schemas',
  validateSearch: filtersFrom<'kind'>(['kind']),
  component: lazyRouteComponent(() => import('./pages/ImportSchemas'), 'ImportSchemas'),
  staticData: { title: 'imports:schemas_title', access: ['list_import_schemas'] },
});

const importRecord = createRoute({
  getParentRoute: () => pages,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./pages/Import'), 'Import'),
  staticData: { title: 'desk:nav.imports', access: ['get_import'] },
});

const apiClients = createRoute({
  getParentRoute: () => pages,
  path: '/api-clients',
  component: lazyRouteComponent(() => import('./pages/ApiClients'), 'ApiClients'),
  staticData: { title: 'desk:nav.machines', access: ['list_api_clients'] },
});

const hrEvents = createRoute({
  getParentRoute: () => pages,
  path: '/hr-events',
  validateSearch: filtersFrom<'state'>(['state']),
  component: lazyRouteComponent(() => import('./pages/HrEvents'), 'HrEvents'),
  staticData: { title: 'desk:nav.hr_events', access: ['list_hr_events'] },
});

const clauses = createRoute({
  getParentRoute: () => pages,
  path: '/clauses',
  validateSearch: filtersFrom<'q' | 'open'>(['q', 'open']),
  component: lazyRouteComponent(() => import('./pages/Clauses'), 'Clauses'),
  staticData: { title: 'desk:nav.clauses' },
});

const rounds = createRoute({
  getParentRoute: () => pages,
  path: '/rounds',
  validateSearch: filtersFrom<'state' | 'method' | 'branch_id'>(['state', 'method', 'branch_id']),
  beforeLoad: keepScope,
  component: lazyRouteComponent(() => import('./pages/Rounds'), 'Rounds'),
  staticData: { title: 'desk:nav.rounds', access: ['list_rounds'], scoped: true },
});

const roundNew = createRoute({
  getParentRoute: () => pages,
  path: '/rounds/new',
  component: lazyRouteComponent(() => import('./pages/RoundEdit'), 'RoundNew'),
  staticData: { title: 'roundsdesk:create', access: ['create_round'] },
});

const round = createRoute({
  getParentRoute: () => pages,
  path: '/rounds/$id',
  validateSearch: filtersFrom<'tab'>(['tab']),
  component: lazyRouteComponent(() => import('./pages/Round'), 'Round'),
  staticData: { title: 'desk:nav.rounds', access: ['list_rounds'] },
});

const roundEdit = createRoute({
  getParentRoute: () => pages,
  path: '/rounds/$id/edit',
  validateSearch: filtersFrom<'step'>(['step']),
  component: lazyRouteComponent(() => import('./pages/RoundEdit'), 'RoundEdit'),
  staticData: { title: 'roundsdesk:edit', access: ['update_round'] },
});

// Unknown places keep the navigation around them.
const unknown = createRoute({ getParentRoute: () => pages, path: '$', component: NotFound });

const desk = [home, approvals, approval, clients, client, managers, manager, workload, employees, person, staffing, deputies, trainings, training, exams, exam, examSitting, examQuestion, qualification, qualificationOf, ratingPanel, terms, ownTerm, certification, certificationFile, ownGrade, dispatches, leavings, leaving, recruitments, recruitment, account];
const allocation = [rounds, roundNew, round, roundEdit, coverage, adjustments, adjustment];
const system = [imports, importSchemas, importRecord, users, apiClients, hrEvents, policy, newPolicy, audit, clauses];

export const routeTree = root.addChildren([login, invite, shell.addChildren([pages.addChildren([...desk, ...allocation, ...system, unknown])])]);

import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import '@/lib/route-data';
import { sessionState } from '@/lib/session';
import { filtersFrom } from '@/lib/url-filters';
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

// One entry per page: path, what may open it, where its code is. The navigation reads the same data.

const home = createRoute({
  getParentRoute: () => pages,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/Home'), 'Home'),
  staticData: { title: 'desk:nav.home' },
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
  validateSearch: filtersFrom<'state' | 'method'>(['state', 'method']),
  component: lazyRouteComponent(() => import('./pages/Rounds'), 'Rounds'),
  staticData: { title: 'desk:nav.rounds', access: ['list_rounds'] },
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

const desk = [home, approvals, approval];
const allocation = [rounds, roundNew, round, roundEdit];
const system = [users, policy, newPolicy, audit, clauses];

export const routeTree = root.addChildren([login, invite, shell.addChildren([pages.addChildren([...desk, ...allocation, ...system, unknown])])]);

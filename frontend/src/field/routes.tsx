import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import '@/lib/route-data';
import { withTexts } from '@/i18n';
import { sessionState } from '@/lib/session';
import { filtersFrom } from '@/lib/url-filters';
import { NotFound } from './layout/NotFound';
import { PageError } from './layout/PageError';
import { CAREER_TEXTS, DISPATCH_TEXTS, ENTRY_TEXTS, LEAVING_TEXTS, TIMELINE_TEXTS } from './later';

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageError });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: filtersFrom<'next'>(['next']),
  beforeLoad: ({ search }) => {
    if (sessionState().status === 'signed_in') redirect({ href: safeNext(search.next), throw: true });
  },
  component: lazyRouteComponent(() => import('./pages/Login'), 'Login'),
});

/** Where to go after signing in: a place of this app, never one that a crafted link names. */
function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ location }) => {
    const { status } = sessionState();
    if (status === 'anonymous' || status === 'starting') {
      redirect({ href: location.href === '/' ? '/login' : `/login?next=${encodeURIComponent(location.href)}`, throw: true });
    }
  },
  // Who signs in sees nothing of it: the first load goes without.
  component: lazyRouteComponent(() => import('./layout/Shell'), 'Shell'),
  notFoundComponent: NotFound,
  errorComponent: PageError,
});

// One entry per page. The tabs stand in layout/tabs.ts.

const today = createRoute({ getParentRoute: () => shell, path: '/', component: lazyRouteComponent(() => import('./pages/Today'), 'Today'), staticData: { title: 'field:tab.today' } });

const clients = createRoute({
  getParentRoute: () => shell,
  path: '/clients',
  validateSearch: filtersFrom<'q'>(['q']),
  component: lazyRouteComponent(() => import('./pages/Clients'), 'Clients'),
  staticData: { title: 'field:tab.clients' },
});

const client = createRoute({
  getParentRoute: () => shell,
  path: '/clients/$id',
  component: lazyRouteComponent(() => import('./pages/Clients'), 'Client'),
  staticData: { title: 'field:tab.clients' },
});

const bids = createRoute({
  getParentRoute: () => shell,
  path: '/bids',
  component: lazyRouteComponent(() => import('./pages/Bids'), 'Bids'),
  staticData: { title: 'field:tab.bids' },
});

const round = createRoute({
  getParentRoute: () => shell,
  path: '/bids/$id',
  validateSearch: filtersFrom<'tab'>(['tab']),
  component: lazyRouteComponent(() => import('./pages/Round'), 'Round'),
  staticData: { title: 'field:tab.bids' },
});

const messages = createRoute({
  getParentRoute: () => shell,
  path: '/messages',
  component: lazyRouteComponent(() => import('./pages/Messages'), 'Messages'),
  staticData: { title: 'field:tab.messages' },
});

const me = createRoute({
  getParentRoute: () => shell,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/Mine'), 'Mine'),
  staticData: { title: 'field:tab.me' },
});

const safety = createRoute({
  getParentRoute: () => shell,
  path: '/me/safety',
  component: lazyRouteComponent(() => import('./pages/Safety'), 'Safety'),
  staticData: { title: 'field:me.safety' },
});

const trainings = createRoute({
  getParentRoute: () => shell,
  path: '/training',
  component: lazyRouteComponent(() => import('./pages/Trainings'), 'Trainings'),
  staticData: { title: 'field:me.training' },
});

const training = createRoute({
  getParentRoute: () => shell,
  path: '/training/$id',
  validateSearch: filtersFrom<'code'>(['code']),
  component: lazyRouteComponent(() => import('./pages/Training'), 'Training'),
  staticData: { title: 'field:me.training' },
});

const exams = createRoute({
  getParentRoute: () => shell,
  path: '/exams',
  component: lazyRouteComponent(() => import('./pages/Exams'), 'Exams'),
  staticData: { title: 'field:me.exams' },
});

const exam = createRoute({
  getParentRoute: () => shell,
  path: '/exams/$id',
  component: lazyRouteComponent(() => import('./pages/Exam'), 'Exam'),
  staticData: { title: 'field:me.exams' },
});

const qualification = createRoute({
  getParentRoute: () => shell,
  path: '/qualification',
  component: lazyRouteComponent(() => withTexts(ENTRY_TEXTS, () => import('./pages/Qualification')), 'Qualification'),
  staticData: { title: 'field:me.qualification' },
});

const term = createRoute({
  getParentRoute: () => shell,
  path: '/term',
  component: lazyRouteComponent(() => withTexts(CAREER_TEXTS, () => import('./pages/Term')), 'Term'),
  staticData: { title: 'field:me.term' },
});

const grade = createRoute({
  getParentRoute: () => shell,
  path: '/grade',
  component: lazyRouteComponent(() => withTexts(CAREER_TEXTS, () => import('./pages/Grade')), 'Grade'),
  staticData: { title: 'field:me.grade' },
});

const dispatches = createRoute({
  getParentRoute: () => shell,
  path: '/dispatches',
  component: lazyRouteComponent(() => withTexts(DISPATCH_TEXTS, () => import('./pages/Dispatches')), 'Dispatches'),
  staticData: { title: 'field:me.dispatch' },
});

const timeline = createRoute({
  getParentRoute: () => shell,
  path: '/timeline',
  component: lazyRouteComponent(() => withTexts(TIMELINE_TEXTS, () => import('./pages/Timeline')), 'Timeline'),
  staticData: { title: 'field:me.timeline' },
});

const leaving = createRoute({
  getParentRoute: () => shell,
  path: '/leavings/$id',
  component: lazyRouteComponent(() => withTexts(LEAVING_TEXTS, () => import('./pages/Leaving')), 'Leaving'),
  staticData: { title: 'field:me.leaving' },
});

const recruitments = createRoute({
  getParentRoute: () => shell,
  path: '/recruitments',
  component: lazyRouteComponent(() => withTexts(ENTRY_TEXTS, () => import('./pages/Recruitments')), 'Recruitments'),
  staticData: { title: 'field:me.recruitment' },
});

const recruitment = createRoute({
  getParentRoute: () => shell,
  path: '/recruitments/$id',
  component: lazyRouteComponent(() => withTexts(ENTRY_TEXTS, () => import('./pages/Recruitment')), 'Recruitment'),
  staticData: { title: 'field:me.recruitment' },
});

// Unknown places keep the tabs around them.
const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });

export const routeTree = root.addChildren([login, shell.addChildren([today, clients, client, bids, round, messages, me, safety, trainings, training, exams, exam, qualification, term, grade, dispatches, timeline, leaving, recruitments, recruitment, unknown])]);

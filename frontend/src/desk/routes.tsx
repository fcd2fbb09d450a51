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

const clauses = createRoute({
  getParentRoute: () => pages,
  path: '/clauses',
  validateSearch: filtersFrom<'q' | 'open'>(['q', 'open']),
  component: lazyRouteComponent(() => import('./pages/Clauses'), 'Clauses'),
  staticData: { title: 'desk:nav.clauses' },
});

// Unknown places keep the navigation around them.
const unknown = createRoute({ getParentRoute: () => pages, path: '$', component: NotFound });

export const routeTree = root.addChildren([login, shell.addChildren([pages.addChildren([home, clauses, unknown])])]);

import { mayAny } from '@/lib/access';
import type { Me } from '@/lib/session';
import { routeTree } from './routes';

export interface PageEntry {
  path: string;
  /** Key of the page's name. */
  title: string;
}

interface Group {
  /** Key of the group's name; absent where the pages stand by themselves. */
  title?: string;
  paths: string[];
}

/** The navigation by the work. What a page asks for stands in the route table alone. */
const GROUPS: readonly Group[] = [
  { paths: ['/', '/approvals'] },
  { title: 'desk:nav.people', paths: ['/staffing', '/clients', '/managers', '/workload', '/employees', '/deputies', '/terms', '/certification', '/training', '/exams', '/qualification', '/dispatches', '/leavings', '/recruitments'] },
  { title: 'desk:nav.allocation', paths: ['/rounds', '/coverage', '/adjustments'] },
  { title: 'desk:nav.system', paths: ['/imports', '/users', '/api-clients', '/hr-events', '/policy', '/audit', '/clauses'] },
];

interface RouteLike {
  options: { path?: unknown; staticData?: { title?: string; access?: readonly string[] } };
  children?: unknown;
}

function entries(route: RouteLike, found: Map<string, { title: string; access: readonly string[] }>): typeof found {
  const { path, staticData } = route.options;
  if (typeof path === 'string' && staticData?.title !== undefined) found.set(path, { title: staticData.title, access: staticData.access ?? [] });
  if (Array.isArray(route.children)) route.children.forEach((child) => entries(child as RouteLike, found));
  return found;
}

let table: ReturnType<typeof entries> | undefined;

/** The groups and pages that a person's positions open; empty groups are left out. */
export function navigationFor(me: Me): { title: string | undefined; pages: PageEntry[] }[] {
  table ??= entries(routeTree as RouteLike, new Map());
  const known = table;
  return GROUPS.map((group) => ({
    title: group.title,
    pages: group.paths.flatMap((path) => {
      const page = known.get(path);
      return page !== undefined && mayAny(me, page.access) ? [{ path, title: page.title }] : [];
    }),
  })).filter((group) => group.pages.length > 0);
}

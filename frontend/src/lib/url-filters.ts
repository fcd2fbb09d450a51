import { useLocation, useNavigate } from '@tanstack/react-router';
import { rememberScope } from './scope';

/** Filters of a page as they stand in its URL: strings, absent when not set. */
export type Filters = Record<string, string>;

/** Reads filters from a URL's search part: known names alone, empty ones dropped. For a route's `validateSearch`. */
export function filtersFrom<K extends string>(names: readonly K[]): (search: Record<string, unknown>) => Partial<Record<K, string>> {
  return (search) => {
    const found: Partial<Record<K, string>> = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') found[name] = value;
      else if (typeof value === 'number' || typeof value === 'boolean') found[name] = String(value);
    }
    return found;
  };
}

/** Filters bound to the URL, so that a link shows what its sender saw. Setting replaces the history entry. */
export function useUrlFilters<K extends string>(): [Partial<Record<K, string>>, (patch: Partial<Record<K, string | undefined>>) => void] {
  const search = useLocation().search as Partial<Record<K, string>>;
  const navigate = useNavigate();
  const set = (patch: Partial<Record<K, string | undefined>>): void => {
    // A page's branch is the scope of the pages opened after it; taken off here, it must not come back by itself.
    if ('branch_id' in patch) rememberScope((patch as { branch_id?: string }).branch_id);
    const next = Object.fromEntries(Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '.', search: next as never, replace: true });
  };
  return [search, set];
}

import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import type { ClauseSummary } from '@/components/plain/clause-source';

export type Clause = components['schemas']['Clause'];

/** Every clause; about a hundred rows, in one page. */
export function useClauses() {
  return useQuery({ queryKey: ['clauses'], queryFn: () => unwrap(api.GET('/api/v1/clauses')), staleTime: Infinity, select: (page) => page.items });
}

/** One clause, as marks show it. */
export async function getClause(id: string): Promise<ClauseSummary> {
  const clause = await unwrap(api.GET('/api/v1/clauses/{id}', { params: { path: { id } } }));
  return { id: clause.id, summary: clause.summary, carriedOutBy: clause.carried_out_by.length > 0 ? clause.carried_out_by.join(', ') : undefined };
}

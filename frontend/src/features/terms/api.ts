import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type BankTerm = components['schemas']['BankTermView'];
export type BankTermInput = components['schemas']['SetBankTerm'];
export type ManagerTerm = components['schemas']['ManagerTerm'];
export type ManagerTermView = components['schemas']['ManagerTermView'];
export type TermResult = components['schemas']['TermResultView'];
export type TermCount = components['schemas']['TermCount'];
export type ResultInput = components['schemas']['RecordTermResult'];
export type Standing = ManagerTerm['standing'];

export const LISTED = ['lapsed', 'ending', 'running'] as const satisfies readonly Standing[];
export type TermFilter = 'branch_id' | 'standing' | 'within' | 'last_from' | 'last_to';

const days = (text: string | undefined): number | undefined => (text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined);

/** The bank's terms, newest first. */
export function useBankTerms() {
  return useQuery({ queryKey: ['terms', 'bank'], queryFn: () => unwrap(api.GET('/api/v1/bank-terms')), select: (page) => page.items });
}

/** Managers' terms with an end, the next to end first. */
export function useTerms(filters: Partial<Record<TermFilter, string>>) {
  const query = present({ branch_id: filters.branch_id, standing: LISTED.find((entry) => entry === filters.standing), within: days(filters.within), last_from: filters.last_from, last_to: filters.last_to });
  return usePages<ManagerTerm>(['terms', 'list', query], (cursor) => unwrap(api.GET('/api/v1/manager-terms', { params: { query: { limit: 50, ...query, ...(cursor !== undefined && { cursor }) } } })));
}

/** How terms stand by branch, within the policy's days or those asked for. */
export function useTermCounts(within?: string, enabled = true) {
  const query = present({ within: days(within) });
  return useQuery({ queryKey: ['terms', 'counts', query], enabled, queryFn: () => unwrap(api.GET('/api/v1/manager-term-counts', { params: { query } })) });
}

/** A manager's term with its assessments and renewals. */
export function useTerm(manager: string, enabled = true) {
  return useQuery({ queryKey: ['terms', 'one', manager], enabled, queryFn: () => unwrap(api.GET('/api/v1/managers/{id}/term', { params: { path: { id: manager } } })) });
}

/** An act on terms; whatever comes of it, what is shown is read anew. */
export function useTermAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, meta: { quiet: true }, onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['terms'] }), queries.invalidateQueries({ queryKey: ['approvals'] })]) });
}

export const createBankTerm = (body: BankTermInput, key: string) => unwrap(api.POST('/api/v1/bank-terms', { params: { header: idempotent(key) }, body }));
export const updateBankTerm = (term: BankTerm, body: BankTermInput) => unwrap(api.PATCH('/api/v1/bank-terms/{id}', { params: { path: { id: term.id }, header: ifMatch(term.version) }, body }));
export const recordResult = (manager: string, body: ResultInput, key: string) => unwrap(api.POST('/api/v1/managers/{id}/term-results', { params: { path: { id: manager }, header: idempotent(key) }, body }));
export const proposeRenewal = (manager: string, reason: string, key: string) => unwrap(api.POST('/api/v1/managers/{id}/term-renewals', { params: { path: { id: manager }, header: idempotent(key) }, body: { reason } }));

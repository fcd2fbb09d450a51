import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type Ownership = components['schemas']['OwnershipView'];
export type OwnershipRow = components['schemas']['OwnershipRow'];
export type Share = components['schemas']['ShareView'];
export type BranchCoverage = components['schemas']['BranchCoverage'];
export type Uncovered = components['schemas']['UncoveredAccount'];
export type MustKind = components['schemas']['MustKind'];
export type Workload = components['schemas']['WorkloadRow'];
export type Adjustment = components['schemas']['AdjustmentView'];
export type AdjustmentState = components['schemas']['AdjustmentState'];

export const MUST_KINDS = ['loan', 'corporate_deposit', 'personal_deposit'] as const;
export const ADJUSTMENT_STATES = ['pending', 'approved', 'refused', 'withdrawn', 'stale'] as const;

/** Who looks after a client: the history, and the answer for a day as known at a moment. */
export function useClientOwnership(id: string, day?: string, knownAt?: string) {
  return useQuery({
    queryKey: ['ownership', 'client', id, day, knownAt],
    queryFn: () =>
      unwrap(api.GET('/api/v1/clients/{id}/ownership', { params: { path: { id }, query: { ...(day !== undefined && { day }), ...(knownAt !== undefined && { known_at: knownAt }) } } })),
  });
}

/** Coverage of the branches in reach, on a day. */
export function useCoverage(day?: string) {
  return useQuery({ queryKey: ['ownership', 'coverage', day], queryFn: () => unwrap(api.GET('/api/v1/coverage', { params: { query: { ...(day !== undefined && { day }) } } })) });
}

/** Accounts that must be under a named manager and are not. */
export function useUncovered(query: { branch_id?: string | undefined; kind?: MustKind | undefined; day?: string | undefined }) {
  const set = present(query);
  return usePages<Uncovered>(['ownership', 'uncovered', set], (cursor) => unwrap(api.GET('/api/v1/coverage/uncovered', { params: { query: { limit: 50, ...set, ...(cursor !== undefined && { cursor }) } } })));
}

const MANY = 200;

/** What each manager in reach looks after today: the whole list, since its pictures need all of it. */
export function useWorkload(branchId?: string) {
  return useQuery({
    queryKey: ['ownership', 'workload', branchId],
    queryFn: async () => {
      const rows: Workload[] = [];
      let cursor: string | undefined;
      do {
        const page = await unwrap(api.GET('/api/v1/workload', { params: { query: { limit: MANY, ...(branchId !== undefined && { branch_id: branchId }), ...(cursor !== undefined && { cursor }) } } }));
        rows.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return rows;
    },
    staleTime: 60_000,
  });
}

/** Applications for a change of who looks after a client, newest first. */
export function useAdjustments(query: { client_id?: string | undefined; branch_id?: string | undefined; state?: AdjustmentState | undefined }) {
  const set = present(query);
  return usePages<Adjustment>(['adjustments', set], (cursor) => unwrap(api.GET('/api/v1/adjustments', { params: { query: { limit: 50, ...set, ...(cursor !== undefined && { cursor }) } } })));
}

export function useAdjustment(id: string) {
  return useQuery({ queryKey: ['adjustments', 'one', id], queryFn: () => unwrap(api.GET('/api/v1/adjustments/{id}', { params: { path: { id } } })) });
}

export function applyForAdjustment(body: components['schemas']['ApplyForAdjustment'], key: string): Promise<Adjustment> {
  return unwrap(api.POST('/api/v1/adjustments', { params: { header: idempotent(key) }, body }));
}

export type VirtualCredit = components['schemas']['VirtualCredit'];

/** Clients with credit that a virtual manager owns, page by page. */
export function useVirtualCredits(managerId: string) {
  return usePages<VirtualCredit>(['virtual-credits', managerId], (cursor) => unwrap(api.GET('/api/v1/managers/{id}/credits', { params: { path: { id: managerId }, query: { limit: 200, ...(cursor !== undefined && { cursor }) } } })));
}

export function nameCreditManager(clientId: string, body: components['schemas']['NameCreditManager'], key: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/clients/{id}/credit-managers', { params: { path: { id: clientId }, header: idempotent(key) }, body }));
}

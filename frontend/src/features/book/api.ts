import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';

export type ClientItem = components['schemas']['ClientItem'];
export type Account = components['schemas']['AccountView'];
export type Workload = components['schemas']['WorkloadRow'];
type Asked = components['schemas']['ApplyForAdjustment'];

const PAGE = 50;
const WHOLE = 200;

/** The clients that a manager looks after, by name; `q` finds by characters, pinyin, initials or number. */
export function useMyClients(manager: string, q: string | undefined) {
  return usePages<ClientItem>(['clients', 'mine', manager, q], (cursor) =>
    unwrap(api.GET('/api/v1/clients', { params: { query: { owner: manager, limit: PAGE, ...(q !== undefined && { q }), ...(cursor !== undefined && { cursor }) } } })),
  );
}

export function useClient(id: string) {
  return useQuery({ queryKey: ['clients', id], queryFn: () => unwrap(api.GET('/api/v1/clients/{id}', { params: { path: { id } } })) });
}

export function useAccounts(client: string) {
  return useQuery({
    queryKey: ['clients', client, 'accounts'],
    queryFn: () => unwrap(api.GET('/api/v1/clients/{id}/accounts', { params: { path: { id: client }, query: { limit: WHOLE } } })),
    select: (page) => page.items,
  });
}

/** The end-of-day balances of an account over the policy's days. */
export function useBalances(account: string, enabled: boolean) {
  return useQuery({ queryKey: ['accounts', account, 'balances'], queryFn: () => unwrap(api.GET('/api/v1/accounts/{id}/balances', { params: { path: { id: account } } })), enabled });
}

/** What a manager looks after, and how much the grade may hold. */
export function useMyWorkload(manager: string | undefined) {
  return useQuery({
    queryKey: ['workload', manager],
    queryFn: () => unwrap(api.GET('/api/v1/workload', { params: { query: { limit: WHOLE } } })),
    select: (page) => page.items.find((row) => row.manager_id === manager),
    enabled: manager !== undefined,
  });
}

/** Colleagues of a branch who may look after clients. */
export function useColleagues(branch: string, enabled: boolean) {
  return useQuery({
    queryKey: ['managers', 'colleagues', branch],
    queryFn: () => unwrap(api.GET('/api/v1/managers', { params: { query: { branch_id: branch, limit: WHOLE } } })),
    select: (page) => page.items.filter((row) => row.has_standing),
    enabled,
  });
}

/** Applies for a change of who looks after a client (D9.4). */
export function useApply() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Asked) => unwrap(api.POST('/api/v1/adjustments', { params: { header: { 'Idempotency-Key': crypto.randomUUID() } }, body })),
    meta: { quiet: true },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['clients'] }),
  });
}

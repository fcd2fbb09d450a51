import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import type { State } from '@/components/plain/states';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type Dispatch = components['schemas']['DispatchView'];
export type ProposeDispatch = components['schemas']['ProposeDispatch'];

export const PURPOSES = ['core_client', 'complex_need', 'investment_capital', 'first_development', 'large_risk', 'crisis'] as const satisfies readonly Dispatch['purpose'][];
export const DISPATCH_STATES = ['pending', 'approved', 'refused', 'withdrawn', 'stale', 'ended'] as const satisfies readonly (Dispatch['state'] & State)[];

export type DispatchFilter = 'state';

/** Dispatches, the latest first; of one manager where one is named. */
export function useDispatches(filters: Partial<Record<DispatchFilter, string>>, managerId?: string) {
  const query = present({ state: DISPATCH_STATES.find((entry) => entry === filters.state), manager_id: managerId });
  return usePages<Dispatch>(['dispatches', query], (cursor) => unwrap(api.GET('/api/v1/dispatches', { params: { query: { limit: 50, ...query, ...present({ cursor }) } } })));
}

export function proposeDispatch(body: ProposeDispatch, key: string): Promise<Dispatch> {
  return unwrap(api.POST('/api/v1/dispatches', { params: { header: idempotent(key) }, body }));
}

/** Ends a confirmed dispatch from today on. */
export function useEndDispatch() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ dispatch, reason }: { dispatch: Dispatch; reason: string }) => unwrap(api.POST('/api/v1/dispatches/{id}/end', { params: { path: { id: dispatch.id }, header: ifMatch(dispatch.version) }, body: { reason } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['dispatches'] }),
  });
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import type { State } from '@/components/plain/states';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type Leaving = components['schemas']['LeavingView'];
export type LeavingDetail = components['schemas']['LeavingDetail'];
export type LeavingItem = components['schemas']['LeavingItem'];
export type LeavingClient = components['schemas']['LeavingClient'];
export type LeavingThing = components['schemas']['LeavingThing'];
export type Handover = components['schemas']['HandoverView'];
export type StartLeaving = components['schemas']['StartLeaving'];
export type SettleSeat = components['schemas']['SettleSeat'];
export type ProposeHandover = components['schemas']['ProposeHandover'];

export const LEAVING_STATES = ['open', 'finished', 'cancelled'] as const satisfies readonly Leaving['state'][];

/** A procedure's state among the states that have a colour. */
export const STATE_OF: Record<Leaving['state'], State> = { open: 'handing_over', finished: 'done', cancelled: 'cancelled' };
/** A line's. */
export const ITEM_STATE_OF: Record<LeavingItem['state'], State> = { done: 'done', open: 'to_do', waiting: 'pending', later: 'later' };

export type LeavingFilter = 'state' | 'branch_id';

export function useLeavings(filters: Partial<Record<LeavingFilter, string>>) {
  const query = present({ state: LEAVING_STATES.find((entry) => entry === filters.state), branch_id: filters.branch_id });
  return usePages<Leaving>(['leavings', 'list', query], (cursor) => unwrap(api.GET('/api/v1/leavings', { params: { query: { limit: 50, ...query, ...present({ cursor }) } } })));
}

export function useLeaving(id: string) {
  return useQuery({ queryKey: ['leavings', 'one', id], queryFn: () => unwrap(api.GET('/api/v1/leavings/{id}', { params: { path: { id } } })) });
}

export function useLeavingClients(id: string, enabled: boolean) {
  return usePages<LeavingClient>(['leavings', 'clients', id, enabled], (cursor) => (enabled ? unwrap(api.GET('/api/v1/leavings/{id}/clients', { params: { path: { id }, query: { limit: 200, ...present({ cursor }) } } })) : Promise.resolve({ items: [] })));
}

export function startLeaving(body: StartLeaving, key: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings', { params: { header: idempotent(key) }, body }));
}

export function proposeHandover(id: string, body: ProposeHandover, key: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/handovers', { params: { path: { id }, header: idempotent(key) }, body }));
}

export function takeOutOfRound(id: string, roundId: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/rounds/{round_id}/leave', { params: { path: { id, round_id: roundId } } }));
}

export function withdrawRequest(id: string, requestId: string, reason: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/requests/{request_id}/withdraw', { params: { path: { id, request_id: requestId } }, body: { reason } }));
}

export function passOn(id: string, managerId: string, employeeId: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/maintained/{manager_id}', { params: { path: { id, manager_id: managerId } }, body: { employee_id: employeeId } }));
}

/** Gives a seat on a panel to somebody, or gives it up where nobody is named. */
export function settleSeat(id: string, panelId: string, body: SettleSeat): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/panel-seats/{panel_id}', { params: { path: { id, panel_id: panelId } }, body }));
}

export function releaseMarker(id: string, examId: string, reason: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/markings/{exam_id}/release', { params: { path: { id, exam_id: examId } }, body: { reason } }));
}

export function cancelLeaving(leaving: Pick<Leaving, 'id' | 'version'>, reason: string): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/cancel', { params: { path: { id: leaving.id }, header: ifMatch(leaving.version) }, body: { reason } }));
}

export function finishLeaving(leaving: Pick<Leaving, 'id' | 'version'>): Promise<LeavingDetail> {
  return unwrap(api.POST('/api/v1/leavings/{id}/finish', { params: { path: { id: leaving.id }, header: ifMatch(leaving.version) } }));
}

/** An act on a procedure; what is shown of procedures and approvals is read again after it. */
export function useLeavingAct<V>(act: (values: V) => Promise<LeavingDetail>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['leavings'] });
      await cache.invalidateQueries({ queryKey: ['approvals'] });
    },
  });
}

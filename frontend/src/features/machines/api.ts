import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type ApiClient = components['schemas']['ApiClientView'];
export type ApiScope = components['schemas']['ApiScope'];
export type HrEvent = components['schemas']['HrEventView'];

/** A client with the secret that is shown once. */
export type ApiClientSecret = components['schemas']['ApiClientSecret'];

export const SCOPES = ['hr.employees:read', 'hr.employees:write', 'hr.events:write', 'hr.staffing:read'] as const satisfies readonly ApiScope[];
export const EVENT_STATES = ['waiting', 'applied', 'failed'] as const satisfies readonly HrEvent['state'][];

export function useApiClients() {
  return usePages<ApiClient>(['api-clients'], (cursor) => unwrap(api.GET('/api/v1/api-clients', { params: { query: { limit: 50, ...present({ cursor }) } } })));
}

export function createApiClient(name: string, scopes: ApiScope[], key: string): Promise<ApiClientSecret> {
  return unwrap(api.POST('/api/v1/api-clients', { params: { header: idempotent(key) }, body: { name, scopes } }));
}

export function rotateApiClient(client: Pick<ApiClient, 'id' | 'version'>, overlapHours: number): Promise<ApiClientSecret> {
  return unwrap(api.POST('/api/v1/api-clients/{id}/rotate', { params: { path: { id: client.id }, header: ifMatch(client.version) }, body: { overlap_hours: overlapHours } }));
}

export function revokeApiClient(client: Pick<ApiClient, 'id' | 'version'>, reason: string): Promise<ApiClient> {
  return unwrap(api.POST('/api/v1/api-clients/{id}/revoke', { params: { path: { id: client.id }, header: ifMatch(client.version) }, body: { reason } }));
}

export type HrEventFilter = 'state';

export function useHrEvents(filters: Partial<Record<HrEventFilter, string>>) {
  const state = EVENT_STATES.find((entry) => entry === filters.state);
  const query = present({ state });
  return usePages<HrEvent>(['hr-events', query], (cursor) => unwrap(api.GET('/api/v1/hr/events', { params: { query: { limit: 50, ...query, ...present({ cursor }) } } })));
}

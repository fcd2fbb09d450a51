import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type Client = components['schemas']['ClientItem'];
export type ClientDetail = components['schemas']['ClientView'];
export type Account = components['schemas']['AccountView'];
export type Rating = components['schemas']['RatingView'];
export type Export = components['schemas']['ExportView'];
export type Unmasked = components['schemas']['UnmaskedClient'];
export type ContactInput = components['schemas']['ContactInput'];
export type CreateClient = components['schemas']['CreateClient'];
export type UpdateClient = components['schemas']['UpdateClient'];
export type RateClient = components['schemas']['RateClient'];

export const KINDS = ['corporate', 'individual'] as const;
export const STANDINGS = ['core', 'basic', 'other'] as const;
export const SIZES = ['large', 'medium', 'small'] as const;
export const FLAGS = ['high_value', 'quality', 'key', 'complex_need', 'risk_business', 'risk_present', 'risk_latent', 'abnormal_present', 'abnormal_predicted', 'first_development', 'new_product'] as const;
export const STATES = ['active', 'closed', 'erased'] as const;

export const CLIENT_FILTERS = ['q', 'owner', 'branch_id', 'kind', 'standing', 'size', 'flag', 'industry', 'place', 'state', 'uncovered', 'lapsed'] as const;
export type ClientFilter = (typeof CLIENT_FILTERS)[number];
export type ClientFilters = Partial<Record<ClientFilter, string>>;

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find((entry) => entry === value);

/** Filters of the URL as the API takes them; a value that no longer exists is dropped rather than refused. */
export function clientQuery(filters: ClientFilters) {
  const { q, owner, branch_id, industry, place } = filters;
  return present({
    q,
    owner,
    branch_id,
    industry,
    place,
    kind: oneOf(KINDS, filters.kind),
    standing: oneOf(STANDINGS, filters.standing),
    size: oneOf(SIZES, filters.size),
    flag: oneOf(FLAGS, filters.flag),
    state: oneOf(STATES, filters.state),
    uncovered: filters.uncovered === undefined ? undefined : true,
    lapsed: filters.lapsed === undefined ? undefined : true,
  });
}

/** Clients in the order of their names, page by page. */
export function useClients(filters: ClientFilters) {
  return usePages<Client>(['clients', 'list', clientQuery(filters)], (cursor) =>
    unwrap(api.GET('/api/v1/clients', { params: { query: { limit: 50, ...clientQuery(filters), ...(cursor !== undefined && { cursor }) } } })),
  );
}

export function useClient(id: string) {
  return useQuery({ queryKey: ['clients', 'one', id], queryFn: () => unwrap(api.GET('/api/v1/clients/{id}', { params: { path: { id } } })) });
}

export function createClient(body: CreateClient, key: string): Promise<ClientDetail> {
  return unwrap(api.POST('/api/v1/clients', { params: { header: idempotent(key) }, body }));
}

export function updateClient(client: Pick<ClientDetail, 'id' | 'version'>, body: UpdateClient): Promise<ClientDetail> {
  return unwrap(api.PATCH('/api/v1/clients/{id}', { params: { path: { id: client.id }, header: ifMatch(client.version) }, body }));
}

/** The client's whole identity number and contacts; who looked, and what for, is kept. */
export function unmaskClient(id: string, purpose: string): Promise<Unmasked> {
  return unwrap(api.POST('/api/v1/clients/{id}/unmask', { params: { path: { id } }, body: { purpose } }));
}

export function useRatings(id: string) {
  return usePages<Rating>(['clients', 'ratings', id], (cursor) => unwrap(api.GET('/api/v1/clients/{id}/ratings', { params: { path: { id }, query: { limit: 100, ...(cursor !== undefined && { cursor }) } } })));
}

/** Proposes that a former client's personal data be erased. */
export function proposeErasure(id: string, reason: string, key: string): Promise<components['schemas']['ErasureProposed']> {
  return unwrap(api.POST('/api/v1/clients/{id}/erasure', { params: { path: { id }, header: idempotent(key) }, body: { reason } }));
}

export function rateClient(id: string, body: RateClient, key: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/clients/{id}/ratings', { params: { path: { id }, header: idempotent(key) }, body }));
}

export function useAccounts(id: string) {
  return usePages<Account>(['clients', 'accounts', id], (cursor) => unwrap(api.GET('/api/v1/clients/{id}/accounts', { params: { path: { id }, query: { limit: 100, ...(cursor !== undefined && { cursor }) } } })));
}

/** End-of-day balances of a span of days. */
export function useBalances(id: string, from: string, to: string) {
  return useQuery({
    queryKey: ['accounts', 'balances', id, from, to],
    queryFn: () => unwrap(api.GET('/api/v1/accounts/{id}/balances', { params: { path: { id }, query: { from, to } } })),
  });
}

/** The branch says whether a deposit was won by someone (D9.1) or grows by itself (D9.2). */
export function confirmWon(account: Pick<Account, 'id' | 'version'>, outcome: 'won' | 'natural', reason: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/accounts/{id}/won', { params: { path: { id: account.id }, header: ifMatch(account.version) }, body: { outcome, reason } }));
}

/** An export names each filter; null narrows nothing. */
const UNFILTERED = { q: null, owner: null, branch_id: null, kind: null, standing: null, size: null, flag: null, industry: null, place: null, state: null, uncovered: null, lapsed: null };

export function createClientExport(format: 'csv' | 'xlsx', filters: ClientFilters, reason: string, key: string): Promise<Export> {
  return unwrap(api.POST('/api/v1/client-exports', { params: { header: idempotent(key) }, body: { format, filters: { ...UNFILTERED, ...clientQuery(filters) }, reason } }));
}

const LOOK_MS = 700;

/** Looks at an export until its file stands or it has failed. */
export function useExport(id: string | undefined) {
  return useQuery({
    queryKey: ['exports', id],
    queryFn: () => unwrap(api.GET('/api/v1/exports/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data === undefined || query.state.data.state === 'queued' ? LOOK_MS : false),
  });
}

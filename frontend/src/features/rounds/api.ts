import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, idempotent, ifMatch, newId, unwrap } from '@/lib/api';
import { usePages, type Page } from '@/lib/pages';
import type { Application, LotInput, Method, PackBy, ParticipantInput, Round, RoundInput, RoundPatch, RoundState, TenderInput } from './types';

export type * from './types';

export interface RoundFilters {
  state?: RoundState | undefined;
  method?: Method | undefined;
  branchId?: string | undefined;
}

const PAGE = 200;
const LIVE_MS = 4_000;
const CALM_MS = 30_000;
/** States that change by the clock or by a job: looked at often. */
const LIVE: readonly RoundState[] = ['published', 'open', 'closed'];

interface Query {
  limit: number;
  cursor?: string;
}

/** Every page of a list that a page needs whole. */
async function whole<T>(fetchPage: (query: Query) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = [];
  let query: Query | undefined = { limit: PAGE };
  while (query !== undefined) {
    const page: Page<T> = await fetchPage(query);
    rows.push(...page.items);
    query = typeof page.next_cursor === 'string' ? { limit: PAGE, cursor: page.next_cursor } : undefined;
  }
  return rows;
}

export function useRounds({ state, method, branchId }: RoundFilters = {}) {
  return usePages<Round>(['rounds', 'list', state, method, branchId], (cursor) =>
    unwrap(api.GET('/api/v1/rounds', { params: { query: { limit: 50, ...(state !== undefined && { state }), ...(method !== undefined && { method }), ...(branchId !== undefined && { branch_id: branchId }), ...(cursor !== undefined && { cursor }) } } })),
  );
}

/** One round, looked at again while it moves by itself. */
export function useRound(id: string) {
  return useQuery({
    queryKey: ['rounds', id, 'round'],
    queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && LIVE.includes(state.data.state) ? LIVE_MS : CALM_MS),
  });
}

export function useLots(id: string) {
  return useQuery({ queryKey: ['rounds', id, 'lots'], queryFn: () => whole((query) => unwrap(api.GET('/api/v1/rounds/{id}/lots', { params: { path: { id }, query } }))) });
}

export function useCandidates(id: string, which: 'unowned' | 'all') {
  return useQuery({
    queryKey: ['rounds', id, 'candidates', which],
    queryFn: () => whole((query) => unwrap(api.GET('/api/v1/rounds/{id}/candidates', { params: { path: { id }, query: { ...query, which } } }))),
    placeholderData: keepPreviousData,
  });
}

export function useParticipants(id: string) {
  return useQuery({ queryKey: ['rounds', id, 'participants'], queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/participants', { params: { path: { id } } })), select: (page) => page.items });
}

/** Everyone of the round's branch who could get clients, with the book of today. */
export function useBranchManagers(id: string) {
  return useQuery({ ...dryRun(id), select: (view) => view.managers });
}

export function useRoundEvents(id: string) {
  return useQuery({ queryKey: ['rounds', id, 'events'], queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/events', { params: { path: { id } } })), select: (page) => page.items });
}

const dryRun = (id: string) => ({ queryKey: ['rounds', id, 'dry-run'], queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/dry-run', { params: { path: { id } } })) });

export function useDryRun(id: string, enabled = true) {
  return useQuery({ ...dryRun(id), enabled });
}

export function useApplications(id: string, enabled = true) {
  return useQuery({ queryKey: ['rounds', id, 'applications'], queryFn: () => whole((query) => unwrap(api.GET('/api/v1/rounds/{id}/applications', { params: { path: { id }, query } }))), enabled });
}

export function useAssignments(id: string) {
  return useQuery({ queryKey: ['rounds', id, 'assignments'], queryFn: () => whole((query) => unwrap(api.GET('/api/v1/rounds/{id}/assignments', { params: { path: { id }, query } }))) });
}

export function useCommitments(id: string) {
  return useQuery({ queryKey: ['rounds', id, 'commitments'], queryFn: () => whole((query) => unwrap(api.GET('/api/v1/rounds/{id}/commitments', { params: { path: { id }, query } }))) });
}

/** An act on a round: its failure is shown by the page, and everything about rounds is read anew. */
export function useRoundAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, meta: { quiet: true }, onSettled: () => queries.invalidateQueries({ queryKey: ['rounds'] }) });
}

const at = (round: Round) => ({ path: { id: round.id }, header: ifMatch(round.version) });
const once = (round: Round) => ({ path: { id: round.id }, header: idempotent(newId()) });

export const createRound = (body: RoundInput) => unwrap(api.POST('/api/v1/rounds', { params: { header: idempotent(newId()) }, body }));
export const updateRound = (round: Round, body: RoundPatch) => unwrap(api.PATCH('/api/v1/rounds/{id}', { params: at(round), body }));
export const setLots = (round: Round, lots: LotInput[]) => unwrap(api.PUT('/api/v1/rounds/{id}/lots', { params: at(round), body: { lots } }));
export const setParticipants = (round: Round, participants: ParticipantInput[]) => unwrap(api.PUT('/api/v1/rounds/{id}/participants', { params: at(round), body: { participants } }));
export const proposePacks = (round: Round, count: number, by: PackBy) => unwrap(api.POST('/api/v1/rounds/{id}/packs', { params: { path: { id: round.id } }, body: { count, by } }));
export const publishRound = (round: Round) => unwrap(api.POST('/api/v1/rounds/{id}/publish', { params: at(round) }));
export const cancelRound = (round: Round, reason: string) => unwrap(api.POST('/api/v1/rounds/{id}/cancel', { params: at(round), body: { reason } }));
export const grantApplications = (round: Round, tender: TenderInput | undefined) => unwrap(api.POST('/api/v1/rounds/{id}/grant', { params: once(round), body: tender === undefined ? {} : { tender } }));
export const tenderLots = (round: Round, tender: TenderInput) => unwrap(api.POST('/api/v1/rounds/{id}/tender', { params: once(round), body: tender }));
export const assignLot = (round: Round, lot: string, manager: string, reason: string) =>
  unwrap(api.PUT('/api/v1/rounds/{id}/lots/{lot_id}/assignment', { params: { path: { id: round.id, lot_id: lot }, header: ifMatch(round.version) }, body: { manager_id: manager, reason } }));
export const announceResult = (round: Round) => unwrap(api.POST('/api/v1/rounds/{id}/announce', { params: at(round) }));
export const proposeConfirmation = (round: Round, reason: string) => unwrap(api.POST('/api/v1/rounds/{id}/confirmation', { params: once(round), body: { reason } }));
export const applyForLot = (round: Round, lot: string, reason: string) => unwrap(api.POST('/api/v1/rounds/{id}/applications', { params: once(round), body: { lot_id: lot, reason } }));
export const withdrawApplication = (application: Application) => unwrap(api.DELETE('/api/v1/applications/{id}', { params: { path: { id: application.id } } }));

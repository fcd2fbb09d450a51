import { useQuery } from '@tanstack/react-query';
import { api, idempotent, newId, unwrap } from '@/lib/api';
import { ProblemError } from '@/lib/problem';
import type { Round } from './types';
import type { Decision, Objection } from './result-types';

const LOOK_MS = 2_000;
const PAGE = 200;

/** What does not exist yet, or not for this reader yet, is an answer: none. */
async function orNone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ProblemError && [404, 409].includes(error.problem.status)) return null;
    throw error;
  }
}

/** What a round found; absent until it is cleared, or while the reader may not see it yet. */
export function useResult(id: string, enabled = true) {
  return useQuery({ queryKey: ['rounds', id, 'result'], queryFn: () => orNone(unwrap(api.GET('/api/v1/rounds/{id}/result', { params: { path: { id } } }))), enabled });
}

/** The clearing of a round's present book; absent while none was begun. */
export function useClearing(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['rounds', id, 'clearing'],
    queryFn: () => orNone(unwrap(api.GET('/api/v1/rounds/{id}/clear', { params: { path: { id } } }))),
    enabled,
    refetchInterval: ({ state }) => (state.data === null ? LOOK_MS : false),
  });
}

export function useObjections(id: string, enabled = true) {
  return useQuery({
    queryKey: ['rounds', id, 'objections'],
    queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/objections', { params: { path: { id }, query: { limit: PAGE } } })),
    select: (page) => page.items,
    enabled,
  });
}

/** The frozen book of a tender: bids, those excluded, and what each participant may win. */
export function useBook(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['rounds', id, 'book'], queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/book', { params: { path: { id } } })), enabled });
}

/** What a closed tender publishes for its draw; absent before the book is frozen. */
export function useDigests(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['rounds', id, 'digests'],
    queryFn: () => orNone(unwrap(api.GET('/api/v1/rounds/{id}/digests', { params: { path: { id } } }))),
    enabled,
    refetchInterval: ({ state }) => (state.data === null ? LOOK_MS : false),
  });
}

const once = (id: string) => ({ path: { id }, header: idempotent(newId()) });

export const clearRound = (round: Round) => unwrap(api.POST('/api/v1/rounds/{id}/clear', { params: once(round.id) }));
export const stopClearing = (round: Round) => unwrap(api.POST('/api/v1/rounds/{id}/clear/stop', { params: { path: { id: round.id } } }));
/** Enters the public figure that joins the draw; once, and then it stands. */
export const enterBeacon = (round: Round, figure: string) => unwrap(api.POST('/api/v1/rounds/{id}/beacon', { params: { path: { id: round.id } }, body: { figure } }));
export const objectToResult = (round: Round, text: string) => unwrap(api.POST('/api/v1/rounds/{id}/objections', { params: once(round.id), body: { text } }));
export const decideObjection = (objection: Objection, body: Decision) => unwrap(api.POST('/api/v1/objections/{id}/decide', { params: once(objection.id), body }));
export const withdrawObjection = (objection: Objection) => unwrap(api.DELETE('/api/v1/objections/{id}', { params: { path: { id: objection.id } } }));

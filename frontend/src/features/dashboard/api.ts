import { useQueries, useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import { present } from '@/lib/present';

export type Round = components['schemas']['RoundView'];

const LOOK_EVERY_MS = 60_000;

/** Rounds that are on their way: published and not yet in effect, what ends first at the top. */
export function useMovingRounds(branchId: string | undefined, enabled: boolean) {
  return useQuery({
    queryKey: ['rounds', 'moving', branchId],
    queryFn: () => unwrap(api.GET('/api/v1/rounds', { params: { query: { limit: 100, ...present({ branch_id: branchId }) } } })),
    enabled,
    refetchInterval: LOOK_EVERY_MS,
    select: (page) => moving(page.items),
  });
}

const MOVING: readonly Round['state'][] = ['published', 'open', 'closed', 'cleared', 'notice', 'confirmed'];

/** The moment that a round waits for, where it waits for one. */
export function nextMoment(round: Round): string | undefined {
  if (round.state === 'published') return round.opens_at ?? undefined;
  if (round.state === 'open') return round.closes_at ?? undefined;
  if (round.state === 'notice') return round.notice_ends_at ?? undefined;
  return undefined;
}

/** Rounds on their way: those that wait for a moment by that moment, then those that wait for somebody. */
export function moving(rounds: readonly Round[]): Round[] {
  const order = (round: Round): string => nextMoment(round) ?? '~';
  return rounds.filter((round) => MOVING.includes(round.state)).sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

export type Objection = components['schemas']['ObjectionView'];

/** Rounds that may have objections that nobody has decided: announced at least once, not yet confirmed. */
export function mayHaveObjections(rounds: readonly Round[]): Round[] {
  return rounds.filter((round) => typeof round.notice_ends_at === 'string' && ['notice', 'closed', 'cleared'].includes(round.state));
}

/** Objections of several rounds that nobody has decided, the oldest first, each with its round. */
export function useOpenObjections(rounds: readonly Round[]) {
  return useQueries({
    queries: rounds.map((round) => ({
      queryKey: ['rounds', round.id, 'objections', 'open'],
      queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/objections', { params: { path: { id: round.id }, query: { state: 'open' as const, limit: 100 } } })),
      refetchInterval: LOOK_EVERY_MS,
    })),
    combine: (answers) => ({
      error: answers.find((answer) => answer.error !== null)?.error ?? null,
      retry: () => {
        answers.forEach((answer) => void answer.refetch());
      },
      pending: answers.some((answer) => answer.isPending),
      items: answers
        .flatMap((answer, index) => {
          const round = rounds[index];
          return round === undefined ? [] : (answer.data?.items ?? []).map((objection) => ({ objection, round }));
        })
        .sort((a, b) => (a.objection.created_at < b.objection.created_at ? -1 : 1)),
    }),
  });
}

const DAY_STALE_MS = 3_600_000;

/** Coverage on each of several days; days gone by hardly change, so they are kept for long. */
export function useCoverageOn(days: readonly string[], enabled: boolean) {
  return useQueries({
    queries: days.map((day) => ({
      queryKey: ['ownership', 'coverage', day],
      queryFn: () => unwrap(api.GET('/api/v1/coverage', { params: { query: { day } } })),
      staleTime: DAY_STALE_MS,
      enabled,
    })),
  });
}

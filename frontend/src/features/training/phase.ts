import { useCountdown } from '@/lib/server-time';
import type { Count, Training } from './api';

/** Checking in begins this long before the start. */
const EARLY_MS = 30 * 60_000;

/** before: enrolling · door: enrolling and checking in · running: checking in · over: waits to be closed · done: nothing more. */
export type Phase = 'before' | 'door' | 'running' | 'over' | 'done';

type Times = Pick<Training, 'state' | 'starts_at' | 'ends_at'>;

/** When the room's code is first shown. */
export function doorsAt(event: Pick<Training, 'starts_at'>): string {
  return new Date(Date.parse(event.starts_at) - EARLY_MS).toISOString();
}

/** How far an event is at a moment. */
export function phaseAt(event: Times, now: number): Phase {
  if (event.state !== 'planned') return 'done';
  const start = Date.parse(event.starts_at);
  if (now < start - EARLY_MS) return 'before';
  if (now < start) return 'door';
  return now < Date.parse(event.ends_at) ? 'running' : 'over';
}

/** How far an event is by the server's clock; changes by itself. */
export function usePhase(event: Times): Phase {
  const door = useCountdown(doorsAt(event));
  const start = useCountdown(event.starts_at);
  const end = useCountdown(event.ends_at);
  if (event.state !== 'planned') return 'done';
  if (door > 0) return 'before';
  if (start > 0) return 'door';
  return end > 0 ? 'running' : 'over';
}

/** The word and colour of an event in a phase. */
export function stateIn(event: Pick<Training, 'state'>, phase: Phase): Training['state'] | 'running' | 'to_close' {
  if (phase === 'running') return 'running';
  return phase === 'over' ? 'to_close' : event.state;
}

export const isShort = (count: Pick<Count, 'attended' | 'owed'>): boolean => count.attended < count.owed;

/** How many of a branch's managers are short, and how many are not. */
export interface BranchShort {
  branch_id: string;
  branch_name: string;
  short: number;
  all: number;
}

/** Counts by branch, the most short ones first. */
export function byBranch(counts: readonly Count[]): BranchShort[] {
  const found = new Map<string, BranchShort>();
  for (const count of counts) {
    const branch = found.get(count.branch_id) ?? { branch_id: count.branch_id, branch_name: count.branch_name, short: 0, all: 0 };
    found.set(count.branch_id, { ...branch, all: branch.all + 1, short: branch.short + (isShort(count) ? 1 : 0) });
  }
  return [...found.values()].sort((a, b) => b.short - a.short || a.branch_name.localeCompare(b.branch_name));
}

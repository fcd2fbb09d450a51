import type { Dispatch } from './api';

const DAY_MS = 86_400_000;
/** A dispatch is near from this many days before its first. */
export const NEAR_DAYS = 14;

/** The confirmed dispatch that runs, or else the next one that is near; absent: neither. */
export function nearest(dispatches: readonly Dispatch[], today: string): Dispatch | undefined {
  const until = new Date(Date.parse(today) + NEAR_DAYS * DAY_MS).toISOString().slice(0, today.length);
  return dispatches.filter((one) => one.state === 'approved' && one.valid_to > today && one.valid_from <= until).sort((a, b) => a.valid_from.localeCompare(b.valid_from))[0];
}

import type { State } from '@/components/plain/states';
import type { Standing } from './api';

/** The tag of a term's standing. */
export function stateOf(standing: Standing): State {
  return `term_${standing}`;
}

/** The last day of a span whose end is the first day after. */
export function lastDay(to: string): string {
  const day = new Date(`${to}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

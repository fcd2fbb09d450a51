import dayjs from 'dayjs';
import type { Deputy, Position } from './api';

type Days = Pick<Deputy, 'valid_from' | 'valid_to'>;

/** How a deputy stands on a day; the API's last day is the first without. */
export function stateOn(deputy: Days, today: string): 'active' | 'scheduled' | 'ended' {
  if (deputy.valid_to <= today || deputy.valid_to <= deputy.valid_from) return 'ended';
  return deputy.valid_from > today ? 'scheduled' : 'active';
}

/** The last day that a deputy decides; none where it was ended before it began. */
export function lastDay(deputy: Days): string | undefined {
  return deputy.valid_to <= deputy.valid_from ? undefined : dayjs(deputy.valid_to).subtract(1, 'day').format('YYYY-MM-DD');
}

/** Roles that a person holds on a day, each once. */
export function rolesOn(positions: readonly Pick<Position, 'role' | 'valid_from' | 'valid_to'>[], day: string): Position['role'][] {
  const held = positions.filter((position) => position.valid_from <= day && (typeof position.valid_to !== 'string' || position.valid_to > day));
  return [...new Set(held.map((position) => position.role))];
}

import { describe, expect, it } from 'vitest';
import { moving, nextMoment, type Round } from './api';

describe('rounds on their way', () => {
  const round = (id: string, state: Round['state'], closes_at?: string): Round => ({ id, state, closes_at }) as Round;
  it('stand by what ends first; those that wait for somebody come after', () => {
    const rounds = [round('a', 'cleared'), round('b', 'open', '2026-11-30T00:00:00Z'), round('c', 'open', '2026-11-25T00:00:00Z'), round('d', 'draft'), round('e', 'effective')];
    expect(moving(rounds).map((entry) => entry.id)).toEqual(['c', 'b', 'a']);
  });

  it('wait for the moment of their state', () => {
    expect(nextMoment(round('a', 'open', '2026-11-30T00:00:00Z'))).toBe('2026-11-30T00:00:00Z');
    expect(nextMoment(round('a', 'cleared', '2026-11-30T00:00:00Z'))).toBeUndefined();
  });
});

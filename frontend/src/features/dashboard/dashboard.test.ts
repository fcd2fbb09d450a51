import { describe, expect, it } from 'vitest';
import { moving, nextMoment, type Round } from './api';
import { monthEnds } from './days';

describe('monthEnds', () => {
  it('goes back by whole months, over a year\u2019s end, up to today', () => {
    expect(monthEnds('2026-02-10', 3)).toEqual(['2025-11-30', '2025-12-31', '2026-01-31', '2026-02-10']);
  });
});

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

import { describe, expect, it } from 'vitest';
import { mayHaveObjections, moving, nextMoment, type Round } from './api';
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

describe('rounds with objections to decide', () => {
  it('are those announced once and not yet confirmed, also while they are cleared again', () => {
    const round = (id: string, state: Round['state'], notice_ends_at?: string): Round => ({ id, state, notice_ends_at }) as Round;
    const rounds = [round('a', 'notice', '2026-11-30T00:00:00Z'), round('b', 'closed'), round('c', 'closed', '2026-11-30T00:00:00Z'), round('d', 'confirmed', '2026-11-30T00:00:00Z')];
    expect(mayHaveObjections(rounds).map((entry) => entry.id)).toEqual(['a', 'c']);
  });
});

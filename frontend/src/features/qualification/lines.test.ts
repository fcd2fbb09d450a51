import { describe, expect, it } from 'vitest';
import type { Line } from './api';
import { groundsOf, missingOf, outcomeState } from './lines';
import { fixed } from './points';

const line = (part: Partial<Line>): Line => ({ line: 'health', kind: 'stated', clause: 'E2.1', outcome: 'unknown', ...part });

describe('what a line says', () => {
  it('names months and the day on which they are reached', () => {
    const grounds = groundsOf(line({ line: 'experience', kind: 'computed', experience: { months: 9, needed: 12, reached_on: '2027-02-01' } }));
    expect(grounds.map((said) => [said.key, said.params])).toEqual([
      ['qualification:ground.experience', { months: 9, needed: 12 }],
      ['qualification:ground.reached', { date: '2027-02-01' }],
    ]);
  });

  it('names a panel’s points exactly', () => {
    expect(groundsOf(line({ line: 'image', kind: 'rated', rating: { hundredths: 5966, pass_mark: 60, ratings: 3, needed: 3 } }))[0]?.params).toEqual({ points: '59.66', mark: 60, count: 3 });
    expect([fixed(8000), fixed(7310), fixed(7301), fixed(0)]).toEqual(['80', '73.1', '73.01', '0']);
  });

  it('says what is missing by how a line comes about', () => {
    expect([outcomeState(line({})), outcomeState(line({ kind: 'rated' })), outcomeState(line({ kind: 'computed' })), outcomeState(line({ kind: 'rated', outcome: 'failed' }))]).toEqual(['unsaid', 'to_rate', 'untested', 'unmet']);
  });

  it('tells what to do, and nothing where a line is met', () => {
    expect(missingOf(line({ outcome: 'passed' }))).toBeUndefined();
    expect(missingOf(line({}))).toBe('qualification:missing.health');
    expect(missingOf(line({ counts_until: '2026-01-01' }))).toBe('qualification:missing.health_lapsed');
    expect(missingOf(line({ line: 'image', kind: 'rated', outcome: 'failed' }))).toBe('qualification:missing.rated_low');
  });
});

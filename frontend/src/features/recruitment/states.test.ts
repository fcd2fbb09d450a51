import { describe, expect, it } from 'vitest';
import { phaseEnds, phaseState } from './states';

const times = { opens_at: '2026-12-01T01:00:00Z', closes_at: '2026-12-03T01:00:00Z', scoring_ends_at: '2026-12-05T01:00:00Z', notice_ends_at: null };

describe('where a round stands', () => {
  it('ends by the clock while it is announced, open, scored or noticed', () => {
    expect(phaseEnds({ ...times, phase: 'announced' })).toBe(times.opens_at);
    expect(phaseEnds({ ...times, phase: 'open' })).toBe(times.closes_at);
    expect(phaseEnds({ ...times, phase: 'scoring' })).toBe(times.scoring_ends_at);
    expect(phaseEnds({ ...times, phase: 'ranked' })).toBeUndefined();
  });

  it('has a word of its own while it takes applications', () => {
    expect(phaseState('open')).toBe('recruiting');
  });
});

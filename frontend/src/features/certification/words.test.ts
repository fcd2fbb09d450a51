import { describe, expect, it } from 'vitest';
import { GRADES } from './api';
import { aims, bpsOf, points, stageState, standingState } from './words';

describe('the words of certification', () => {
  it('show scores as points of a hundred and read them back', () => {
    expect([points(8250), points(8000), points(0), points(10_000), points(7)]).toEqual(['82.50', '80', '0', '100', '0.07']);
    for (const bps of [0, 1, 5_001, 8_250, 10_000]) expect(bpsOf(Number(points(bps)))).toBe(bps);
  });

  it('aim at the present grade and those above', () => {
    expect(aims(GRADES, 'level_1')).toEqual(['level_1', 'senior']);
    expect(aims(GRADES, null)).toEqual(GRADES);
  });

  it('have a tag for every stage and standing', () => {
    expect(stageState('refused')).toBe('refused');
    expect(stageState('deciding')).toBe('cert_deciding');
    expect(standingState('lapsing')).toBe('lapsing');
    expect(standingState('overturned')).toBe('cert_overturned');
  });
});

import { describe, expect, it } from 'vitest';
import { asked, available, total, withCount } from './plan';
import type { PaperRule } from './api';

const any = { area: 'b1', kind: 'single', difficulty: 0 } as const;
const hard = { area: 'b1', kind: 'single', difficulty: 3 } as const;

describe('the table of counts', () => {
  it('puts what asks for a difficulty before what takes any', () => {
    let rules: PaperRule[] = withCount([], any, 2);
    rules = withCount(rules, hard, 1);
    expect(rules).toEqual([
      { area: 'b1', kind: 'single', difficulty: 3, count: 1 },
      { area: 'b1', kind: 'single', count: 2 },
    ]);
    expect([asked(rules, any), asked(rules, hard), total(rules)]).toEqual([2, 1, 3]);
    expect(withCount(rules, any, 0)).toHaveLength(1);
    expect(asked(withCount(rules, hard, 4), hard)).toBe(4);
  });

  it('counts what the bank has', () => {
    const counts = [
      { area: 'b1', kind: 'single', difficulty: 1, count: 2 },
      { area: 'b1', kind: 'single', difficulty: 3, count: 1 },
      { area: 'b2', kind: 'single', difficulty: 3, count: 5 },
    ] as const;
    expect([available(counts, any), available(counts, hard)]).toEqual([3, 1]);
  });
});

import { describe, expect, it } from 'vitest';
import type { OwnershipRow } from './api';
import { managerColours, ownershipSpans } from './picture';

const row = (valid_from: string, valid_to: string | null, manager?: string, known_to: string | null = null): OwnershipRow => ({
  valid_from,
  valid_to,
  known_from: '2025-01-01T00:00:00Z',
  known_to,
  shares: manager === undefined ? [] : [{ manager_id: manager, manager_name: manager, bps: 10_000 }],
  source_kind: 'import',
  reason: '',
});

describe('ownershipSpans', () => {
  it('covers the whole width without a gap, and leaves room after today', () => {
    const found = ownershipSpans([row('2025-06-01', null, 'b'), row('2025-01-01', '2025-06-01', 'a')], '2025-12-31');
    expect(found?.spans.map((span) => span.row.valid_from)).toEqual(['2025-01-01', '2025-06-01']);
    const [first, second] = found?.spans ?? [];
    expect(first?.left).toBe(0);
    expect((first?.left ?? 0) + (first?.width ?? 0)).toBe(second?.left);
    expect((second?.left ?? 0) + (second?.width ?? 0)).toBe(1000);
    expect(found?.today).toBeGreaterThan(second?.left ?? 0);
    expect(found?.today).toBeLessThan(1000);
  });

  it('draws what stands, not what was superseded, and nothing before anything is known', () => {
    expect(ownershipSpans([row('2025-01-01', null, 'a', '2025-02-01T00:00:00Z'), row('2025-01-01', null, 'b')], '2025-03-01')?.spans).toHaveLength(1);
    expect(ownershipSpans([], '2025-03-01')).toBeUndefined();
  });
});

describe('managerColours', () => {
  it('gives one manager one colour', () => {
    const colours = managerColours([row('2025-01-01', '2025-02-01', 'a'), row('2025-02-01', '2025-03-01', 'b'), row('2025-03-01', null, 'a')], ['red', 'blue']);
    expect([...colours]).toEqual([
      ['a', 'red'],
      ['b', 'blue'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { lastDay } from './words';

describe('the last day of a term', () => {
  it('is the day before its end, also over months, years and leap days', () => {
    expect(lastDay('2028-01-01')).toBe('2027-12-31');
    expect(lastDay('2028-03-01')).toBe('2028-02-29');
    expect(lastDay('2027-03-01')).toBe('2027-02-28');
    expect(lastDay('2026-11-30')).toBe('2026-11-29');
  });
});

import { describe, expect, it } from 'vitest';
import { isOver, progressOf } from './progress';

describe('progressOf', () => {
  it('reads what the importer writes', () => {
    expect(progressOf({ phase: 'applying', rows: 10, loaded: 7, skipped: 2, rejected: 1, bytes: 50, of_bytes: 200 })).toEqual({ phase: 'applying', rows: 10, loaded: 7, skipped: 2, rejected: 1, percent: 25 });
  });

  it('knows nothing before the first word, and never more than all', () => {
    expect(progressOf({})).toBeUndefined();
    expect(progressOf(null)).toBeUndefined();
    expect(progressOf({ rows: 1, bytes: 5, of_bytes: 4 })?.percent).toBe(100);
    expect(progressOf({ rows: 1, bytes: 5, of_bytes: 0 })?.percent).toBe(0);
  });
});

describe('isOver', () => {
  it('tells ended imports from running ones', () => {
    expect((['queued', 'validating', 'applying', 'done', 'failed', 'cancelled'] as const).filter(isOver)).toEqual(['done', 'failed', 'cancelled']);
  });
});

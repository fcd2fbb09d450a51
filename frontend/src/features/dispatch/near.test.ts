import { describe, expect, it } from 'vitest';
import type { Dispatch } from './api';
import { nearest } from './near';

const dispatch = (valid_from: string, valid_to: string, state: Dispatch['state'] = 'approved') => ({ id: valid_from, valid_from, valid_to, state }) as Dispatch;

describe('the dispatch that is shown today', () => {
  it('is the one that runs, before one that is near', () => {
    expect(nearest([dispatch('2026-12-05', '2026-12-20'), dispatch('2026-11-20', '2026-11-30')], '2026-11-24')?.id).toBe('2026-11-20');
  });

  it('is near from fourteen days before its first', () => {
    expect(nearest([dispatch('2026-12-08', '2026-12-20')], '2026-11-24')?.id).toBe('2026-12-08');
    expect(nearest([dispatch('2026-12-09', '2026-12-20')], '2026-11-24')).toBeUndefined();
  });

  it('is none that is over or not confirmed', () => {
    expect(nearest([dispatch('2026-11-01', '2026-11-24'), dispatch('2026-11-20', '2026-11-30', 'pending'), dispatch('2026-11-20', '2026-11-30', 'ended')], '2026-11-24')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { lastDay, rolesOn, stateOn } from './days';

const days = (valid_from: string, valid_to: string) => ({ valid_from, valid_to });

describe('stateOn', () => {
  it('counts the first day in and the last one out', () => {
    expect(stateOn(days('2026-11-02', '2026-11-05'), '2026-11-01')).toBe('scheduled');
    expect(stateOn(days('2026-11-02', '2026-11-05'), '2026-11-02')).toBe('active');
    expect(stateOn(days('2026-11-02', '2026-11-05'), '2026-11-04')).toBe('active');
    expect(stateOn(days('2026-11-02', '2026-11-05'), '2026-11-05')).toBe('ended');
  });

  it('takes one that ended before it began as ended', () => {
    expect(stateOn(days('2026-11-09', '2026-11-09'), '2026-11-01')).toBe('ended');
  });
});

describe('lastDay', () => {
  it('is the day before the first without', () => {
    expect(lastDay(days('2026-11-02', '2026-12-01'))).toBe('2026-11-30');
    expect(lastDay(days('2026-11-02', '2026-11-02'))).toBeUndefined();
  });
});

describe('rolesOn', () => {
  it('names what is held on the day, once', () => {
    const positions = [
      { role: 'group_member' as const, valid_from: '2026-01-01', valid_to: null },
      { role: 'group_member' as const, valid_from: '2026-02-01' },
      { role: 'supervisor' as const, valid_from: '2026-01-01', valid_to: '2026-11-02' },
    ];
    expect(rolesOn(positions, '2026-11-02')).toEqual(['group_member']);
    expect(rolesOn(positions, '2026-11-01')).toEqual(['group_member', 'supervisor']);
  });
});

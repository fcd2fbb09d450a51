import { describe, expect, it } from 'vitest';
import { count, dateOf, dateTime, dateTimeExact, duration, lastDay, percent, relativeToday, wan, yuan } from './format';

describe('money', () => {
  it('shows fen as exact yuan with thousands separators', () => {
    expect(yuan(0)).toBe('0.00');
    expect(yuan(5)).toBe('0.05');
    expect(yuan(1_234_567)).toBe('12,345.67');
    expect(yuan(100_000_000_000)).toBe('1,000,000,000.00');
  });

  it('keeps every digit beyond what a float holds', () => {
    expect(yuan(9_007_199_254_740_993n)).toBe('90,071,992,547,409.93');
  });

  it('writes a negative amount with a minus sign, not a hyphen', () => {
    expect(yuan(-123_456)).toBe('\u22121,234.56');
    expect(wan(-123_456_789)).toBe('\u2212123.46');
  });

  it('rounds to ten thousands half away from zero', () => {
    expect(wan(123_456_789)).toBe('123.46');
    expect(wan(5_000)).toBe('0.01');
    expect(wan(4_999)).toBe('0.00');
    expect(wan(-5_000)).toBe('\u22120.01');
    expect(wan(1_234_567_890_000)).toBe('1,234,567.89');
  });

  it('never shows a negative zero', () => {
    expect(wan(-4_999)).toBe('0.00');
  });
});

describe('shares and counts', () => {
  it('shows basis points without needless zeros', () => {
    expect(percent(10_000)).toBe('100%');
    expect(percent(5_000)).toBe('50%');
    expect(percent(3_333)).toBe('33.33%');
    expect(percent(2)).toBe('0.02%');
    expect(percent(1_250)).toBe('12.5%');
    expect(percent(0)).toBe('0%');
  });

  it('groups counts', () => {
    expect(count(1_000_000)).toBe('1,000,000');
  });
});

describe('time', () => {
  it('is the bank\u2019s, whatever the device\u2019s zone', () => {
    expect(dateOf('2026-11-23T16:30:00Z')).toBe('2026-11-24');
    expect(dateTime('2026-11-23T16:30:00Z')).toBe('2026-11-24 00:30');
    expect(dateTimeExact('2026-11-23T15:59:59Z')).toBe('2026-11-23 23:59:59');
  });

  it('is relative for today alone', () => {
    const now = Date.parse('2026-11-23T06:00:00Z');
    expect(relativeToday('2026-11-23T05:55:00Z', now, 'zh-CN')).toBe('5分钟前');
    expect(relativeToday('2026-11-23T05:55:00Z', now, 'en')).toBe('5 minutes ago');
    expect(relativeToday('2026-11-23T03:00:00Z', now, 'zh-CN')).toBe('3小时前');
    expect(relativeToday('2026-11-22T15:59:00Z', now, 'zh-CN')).toBeUndefined();
  });

  it('splits a duration into days and a clock', () => {
    expect(duration(0)).toEqual({ days: 0, clock: '00:00:00' });
    expect(duration(90_061)).toEqual({ days: 1, clock: '01:01:01' });
  });
});

describe('the last day of a span', () => {
  it('is the day before its end, also over months, years and leap days', () => {
    expect(lastDay('2028-01-01')).toBe('2027-12-31');
    expect(lastDay('2028-03-01')).toBe('2028-02-29');
    expect(lastDay('2027-03-01')).toBe('2027-02-28');
    expect(lastDay('2026-11-30')).toBe('2026-11-29');
  });
});

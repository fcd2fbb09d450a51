import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { observeServerDate, resetServerTime, serverNow } from './server-time';

beforeEach(() => {
  resetServerTime();
  vi.useFakeTimers({ now: Date.parse('2026-11-23T00:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

it('is the device\u2019s time until the server has answered', () => {
  expect(serverNow()).toBe(Date.now());
});

it('follows the server\u2019s Date, to half a second', () => {
  observeServerDate('Mon, 23 Nov 2026 00:10:00 GMT', Date.now() - 100, Date.now());
  expect(Math.abs(serverNow() - Date.parse('2026-11-23T00:10:00Z'))).toBeLessThanOrEqual(550);
});

it('trusts the quickest answer most', () => {
  observeServerDate('Mon, 23 Nov 2026 00:00:10 GMT', Date.now() - 50, Date.now());
  const quick = serverNow();
  observeServerDate('Mon, 23 Nov 2026 00:00:14 GMT', Date.now() - 8000, Date.now());
  expect(serverNow()).toBe(quick);
});

it('believes a contradiction of more than a minute: the device slept', () => {
  observeServerDate('Mon, 23 Nov 2026 00:00:00 GMT', Date.now() - 50, Date.now());
  observeServerDate('Mon, 23 Nov 2026 03:00:00 GMT', Date.now() - 900, Date.now());
  expect(serverNow()).toBeGreaterThan(Date.parse('2026-11-23T02:59:00Z'));
});

it('ignores an answer without a date', () => {
  observeServerDate(null, 0, 0);
  observeServerDate('yesterday', 0, 0);
  expect(serverNow()).toBe(Date.now());
});

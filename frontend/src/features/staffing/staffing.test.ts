import { describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import type { Entry, MonthCount } from './api';
import { monthLabel, nearness, sums } from './months';
import { byYear, details, sentence, toneOf } from './sentence';

const month = (first_day: string | null, count: number): MonthCount => ({ month: first_day?.slice(0, 7) ?? null, first_day, last_day: '2026-12-31', count });
// Shows keys and what fills them.
const t = ((key: string, values?: Record<string, unknown>) => (values === undefined ? key : `${key} ${JSON.stringify(values)}`)) as unknown as TFunction;

describe('months', () => {
  it('are over, warned of or ahead', () => {
    expect(nearness(month(null, 1), '2026-11-24', 90)).toBe('over');
    expect(nearness(month('2026-11-24', 1), '2026-11-24', 0)).toBe('soon');
    expect(nearness(month('2027-02-22', 1), '2026-11-24', 90)).toBe('soon');
    expect(nearness(month('2027-02-23', 1), '2026-11-24', 90)).toBe('later');
  });

  it('name the year with the first one and each January', () => {
    expect([monthLabel('2026-11', true), monthLabel('2026-12', false), monthLabel('2027-01', false)]).toEqual(['11\n2026', '12', '1\n2027']);
  });

  it('add up, what is over apart', () => {
    expect(sums([month(null, 2), month('2026-11-24', 3), month('2026-12-01', 4)])).toEqual({ over: 2, ahead: 7 });
  });
});

describe('the sentence of an entry', () => {
  const entry = (code: Entry['code'], params: Partial<Entry['params']> = {}): Pick<Entry, 'code' | 'params'> => ({ code, params });

  it('depends on whether it was passed', () => {
    expect(sentence(t, entry('term_assessed', { passed: true }))).toContain('timeline:event.term_assessed_yes');
    expect(sentence(t, entry('term_assessed', { passed: false }))).toContain('timeline:event.term_assessed_no');
    expect([toneOf(entry('term_assessed', { passed: true })), toneOf(entry('term_assessed', { passed: false }))]).toEqual(['green', 'red']);
  });

  it('says what a line was said to be, a level of education by its name', () => {
    expect(sentence(t, entry('qualification_stated', { line: 'education', education: 'bachelor' }))).toContain('qualification:education.bachelor');
    expect(sentence(t, entry('qualification_stated', { line: 'health', outcome: 'failed' }))).toContain('common:state.unmet');
  });

  it('has the values of what changed in short pieces', () => {
    expect(details(t, entry('manager_changed', { changes: ['state'], manager_state: 'suspended', first_day: '2026-01-01' }))).toEqual(['people:manager_state.suspended']);
    expect(details(t, entry('exam_passed', { points: 80, full_points: 100, last_day: '2028-11-23' }))).toHaveLength(2);
  });

  it('is gold while a proposal waits', () => {
    expect(toneOf(entry('position_proposed', { request_state: 'pending' }))).toBe('gold');
    expect(toneOf(entry('position_proposed', { request_state: 'refused' }))).toBe('grey');
  });
});

it('puts entries under their years', () => {
  const on = (day: string): Entry => ({ key: day, kind: 'employment', code: 'moved', on: day, params: {} });
  expect(byYear([on('2027-01-01'), on('2026-12-31'), on('2026-01-01')]).map(({ year, entries }) => [year, entries.length])).toEqual([['2027', 1], ['2026', 2]]);
});

import { describe, expect, it } from 'vitest';
import { committedFen, committedWan, unitOf } from './commitment';
import { fromDate, fromMoment, toDate, toMoment } from '@/lib/moments';
import { fromLot, lotOf, toInput } from './desk/wizard/draft-lots';
import type { Candidate, Lot } from './types';

const candidate = (id: string, worth: number, exposure: number): Candidate => ({
  client_id: id,
  client_no: id,
  name: id,
  kind: 'corporate',
  flags: [],
  worth_fen: worth,
  exposure_fen: exposure,
  has_credit: exposure > 0,
  must_allocate: true,
  owned: false,
  in_round: false,
});

describe('a committed value', () => {
  it('is shown in 万元, whatever the unit of the round', () => {
    expect(committedWan(860, 1_000_000)).toBe('860');
    expect(committedWan(3, 50_000)).toBe('0.15');
    expect(unitOf(1_000_000).wan).toBe(true);
    expect(unitOf(50_000)).toEqual({ wan: false, yuan: '500' });
  });

  it('stays exact beyond what a float holds', () => {
    expect(committedFen(9_007_199_254, 100_000_000_000)).toBe(900_719_925_400_000_000_000n);
  });
});

describe('dates of a round', () => {
  it('are the bank\u2019s wall clock in a date field', () => {
    expect(fromMoment('2026-11-30T09:00:00Z')?.format('YYYY-MM-DD HH:mm')).toBe('2026-11-30 17:00');
    expect(toMoment(fromMoment('2026-11-30T09:00:00Z'))).toBe('2026-11-30T09:00:00.000Z');
    expect(toDate(fromDate('2027-01-01'))).toBe('2027-01-01');
    expect([fromMoment(null), toMoment(null), fromDate(undefined), toDate(undefined)]).toEqual([null, null, null, null]);
  });
});

describe('a lot in the making', () => {
  it('adds up its clients and is sent without what the server counts itself', () => {
    const lot = lotOf([candidate('a', 10, 0), candidate('b', 5, 7)], ' 第 1 包 ', 50);
    expect([lot.worth_fen, lot.exposure_fen]).toEqual([15, 7]);
    expect(toInput(lot)).toEqual({ name: '第 1 包', client_ids: ['a', 'b'], reserve_value: 50 });
    expect(toInput({ ...lot, name: ' ' })).toEqual({ client_ids: ['a', 'b'], reserve_value: 50 });
  });

  it('comes back from the server as it was', () => {
    const lot: Lot = { id: 'l', number: 1, name: '甲', reserve_value: 3, worth_fen: 1, exposure_fen: 0, base_fen: 0, client_count: 1, clients: [candidate('a', 1, 0)] };
    expect(toInput(fromLot(lot))).toEqual({ name: '甲', client_ids: ['a'], reserve_value: 3 });
  });
});

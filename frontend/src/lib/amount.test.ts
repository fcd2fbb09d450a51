import { describe, expect, it } from 'vitest';
import { amountText, parseAmount } from './amount';

describe('parseAmount', () => {
  it('reads ten thousands and yuan exactly', () => {
    expect(parseAmount('2000', 'wan')).toBe(2_000_000_000);
    expect(parseAmount('0.000001', 'wan')).toBe(1);
    expect(parseAmount('1,234.5', 'yuan')).toBe(123_450);
    expect(parseAmount('-0.01', 'yuan')).toBe(-1);
    expect(parseAmount('0.10', 'yuan')).toBe(10);
  });

  it('refuses what is no amount of the unit', () => {
    for (const text of ['', 'abc', '1.2.3', '1e3', '.5', '99999999999999999']) expect(parseAmount(text, 'yuan')).toBeUndefined();
    expect(parseAmount('0.001', 'yuan')).toBeUndefined();
  });
});

describe('amountText', () => {
  it('is what parseAmount reads back', () => {
    for (const fen of [0, 1, -1, 10, 1_000_000, 123_456_789, -2_000_000_000_001]) {
      expect(parseAmount(amountText(fen, 'wan'), 'wan')).toBe(fen);
      expect(parseAmount(amountText(fen, 'yuan'), 'yuan')).toBe(fen);
    }
    expect(amountText(2_000_000_000, 'wan')).toBe('2000');
  });
});

import { describe, expect, it } from 'vitest';
import { bidsFor, correctionOf } from './corrections';
import type { BookBid } from './result-types';

const bid = (id: string): BookBid => ({ id, number: 1, manager: 'm', version: 1, kind: 'single', lots: ['l'], value: 5, digest: '', salt: '' });
const book = { bids: [bid('a'), bid('b')], excluded: [{ bid: bid('c'), reasons: [] }] };

describe('correctionOf', () => {
  it('takes the fields of its own kind alone', () => {
    expect(correctionOf({ kind: 'exclude_bid', bid: 'a', manager: 'm', capacity: 3 })).toEqual({ kind: 'exclude_bid', bid: 'a' });
    expect(correctionOf({ kind: 'correct_limits', bid: 'a', manager: 'm', capacity: 3 })).toEqual({ kind: 'correct_limits', manager: 'm', capacity: 3, max_exposure_fen: null });
  });

  it('takes an empty limit as none', () => {
    expect(correctionOf({ kind: 'correct_limits', manager: 'm', capacity: null, max_exposure_fen: 100 })).toEqual({ kind: 'correct_limits', manager: 'm', capacity: null, max_exposure_fen: 100 });
  });

  it('is none while something is missing', () => {
    expect(correctionOf({})).toBeUndefined();
    expect(correctionOf({ kind: 'reinstate_bid' })).toBeUndefined();
    expect(correctionOf({ kind: 'correct_limits', capacity: 1 })).toBeUndefined();
  });
});

describe('bidsFor', () => {
  it('offers live bids to exclude and excluded ones to take back', () => {
    expect(bidsFor('exclude_bid', book).map((entry) => entry.id)).toEqual(['a', 'b']);
    expect(bidsFor('reinstate_bid', book).map((entry) => entry.id)).toEqual(['c']);
    expect(bidsFor('correct_limits', book)).toEqual([]);
  });
});

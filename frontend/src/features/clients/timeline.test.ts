import { describe, expect, it } from 'vitest';
import type { Account, Rating } from './api';
import { clientTimeline } from './timeline';

const account = { account_no: '6217', product: '活期', opened_on: '2025-02-01', closed_on: '2026-03-01', won_confirmed_on: null } as Account;
const rating: Rating = { id: 'r', axis: 'high_value', value: 'true', valid_from: '2025-06-01', known_from: '2025-06-01T00:00:00Z', known_to: null, reason: '存款大增', rated_by: null };

describe('clientTimeline', () => {
  it('puts everything into one order, newest first', () => {
    const events = clientTimeline({ opened_on: '2025-01-01', name: '甲公司' }, [account], [rating], [{ day: '2026-01-01', kind: 'ownership', key: 'x' }]);
    expect(events.map((event) => event.key)).toEqual(['clients:event.account_closed', 'x', 'clients:event.rated', 'clients:event.account_opened', 'clients:event.opened']);
  });

  it('words a flag and a rating that ended', () => {
    const [ended] = clientTimeline({ opened_on: '2025-01-01', name: '甲' }, [], [{ ...rating, axis: 'standing', value: null }], []);
    expect(ended?.words).toEqual({ axis: 'clients:standing', value: 'clients:rating.ended' });
  });
});

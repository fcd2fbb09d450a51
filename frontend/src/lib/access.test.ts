import { expect, it } from 'vitest';
import { may, mayAny } from './access';

const rm = { permissions: ['list_clients', 'place_bid'] };

it('allows what the permissions list, and nothing else', () => {
  expect(may(rm, 'place_bid')).toBe(true);
  expect(may(rm, 'confirm_round')).toBe(false);
});

it('opens a page to whoever may do one of its acts, and to everyone where none is asked for', () => {
  expect(mayAny(rm, ['confirm_round', 'place_bid'])).toBe(true);
  expect(mayAny(rm, ['confirm_round'])).toBe(false);
  expect(mayAny(rm, [])).toBe(true);
});

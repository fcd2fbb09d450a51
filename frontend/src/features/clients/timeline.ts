import type { Account, ClientDetail, Rating } from './api';
import { axisKey, ratingKey } from './ratings';

/** Something that happened to a client. `key` is the text's key; `words` are keys that fill it, `values` stand as they are. */
export interface ClientEvent {
  day: string;
  kind: 'client' | 'account' | 'rating' | 'ownership';
  key: string;
  words?: Record<string, string>;
  values?: Record<string, string>;
  reason?: string | undefined;
}

/** Everything known about a client in order of days, newest first; nothing is ever left out. */
export function clientTimeline(client: Pick<ClientDetail, 'opened_on' | 'name'>, accounts: readonly Account[], ratings: readonly Rating[], ownership: readonly ClientEvent[]): ClientEvent[] {
  const events: ClientEvent[] = [{ day: client.opened_on, kind: 'client', key: 'clients:event.opened', values: { name: client.name } }];
  for (const account of accounts) {
    const values = { no: account.account_no, product: account.product };
    events.push({ day: account.opened_on, kind: 'account', key: 'clients:event.account_opened', values });
    if (typeof account.won_confirmed_on === 'string') events.push({ day: account.won_confirmed_on, kind: 'account', key: 'clients:event.won', values });
    if (typeof account.closed_on === 'string') events.push({ day: account.closed_on, kind: 'account', key: 'clients:event.account_closed', values });
  }
  for (const rating of ratings) {
    events.push({ day: rating.valid_from, kind: 'rating', key: 'clients:event.rated', words: { axis: axisKey(rating.axis), value: ratingKey(rating.axis, rating.value) }, reason: rating.reason });
  }
  // A stable sort: of one day, what was said last stands first.
  return [...events, ...ownership].reverse().sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}

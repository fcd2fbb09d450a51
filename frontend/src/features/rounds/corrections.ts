import type { Book, BookBid, Correction } from './result-types';

export type CorrectionKind = Correction['kind'];
export const CORRECTIONS: readonly CorrectionKind[] = ['exclude_bid', 'reinstate_bid', 'correct_limits'];

/** Every field of every correction, as a form holds them. */
export interface CorrectionFields {
  kind?: CorrectionKind;
  bid?: string;
  manager?: string;
  capacity?: number | null;
  max_exposure_fen?: number | null;
}

/** The correction that a form's fields say; none while the one it needs is missing. */
export function correctionOf({ kind, bid, manager, capacity, max_exposure_fen }: CorrectionFields): Correction | undefined {
  if (kind === 'correct_limits') return manager === undefined ? undefined : { kind, manager, capacity: capacity ?? null, max_exposure_fen: max_exposure_fen ?? null };
  return kind === undefined || bid === undefined ? undefined : { kind, bid };
}

/** The bids that a correction may name: live ones to exclude, excluded ones to take back. */
export function bidsFor(kind: CorrectionKind, book: Pick<Book, 'bids' | 'excluded'>): BookBid[] {
  if (kind === 'exclude_bid') return book.bids;
  return kind === 'reinstate_bid' ? book.excluded.map((entry) => entry.bid) : [];
}

import { useQuery } from '@tanstack/react-query';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import type { Bid, BidBody } from './bid-types';

const PAGE = 200;

/** What I may still take in a round, and per lot why I may not. */
export function useMyTerms(round: string, enabled = true) {
  return useQuery({ queryKey: ['rounds', round, 'my-terms'], queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/my-terms', { params: { path: { id: round } } })), enabled });
}

/** My bids, those taken back too. */
export function useMyBids(round: string, enabled = true) {
  return useQuery({
    queryKey: ['rounds', round, 'my-bids'],
    queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/bids', { params: { path: { id: round }, query: { limit: PAGE } } })),
    select: (page) => page.items,
    enabled,
  });
}

/** The receipt of a version of a bid. */
export function useReceipt(round: string, bid: string, version: number) {
  return useQuery({
    queryKey: ['rounds', round, 'receipt', bid, version],
    queryFn: () => unwrap(api.GET('/api/v1/rounds/{id}/bids/{bid_id}/receipt', { params: { path: { id: round, bid_id: bid }, query: { version } } })),
  });
}

/** Places a bid; the key makes repeated sendings of one bid one bid. */
export const placeBid = (round: string, body: BidBody, key: string) => unwrap(api.POST('/api/v1/rounds/{id}/bids', { params: { path: { id: round }, header: idempotent(key) }, body }));
export const changeBid = (round: string, bid: Bid, body: BidBody) => unwrap(api.PUT('/api/v1/rounds/{id}/bids/{bid_id}', { params: { path: { id: round, bid_id: bid.id }, header: ifMatch(bid.version) }, body }));
export const withdrawBid = (round: string, bid: Bid) => unwrap(api.DELETE('/api/v1/rounds/{id}/bids/{bid_id}', { params: { path: { id: round, bid_id: bid.id }, header: ifMatch(bid.version) } }));

import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';

export type Approval = components['schemas']['ApprovalView'];
export type ApprovalStep = components['schemas']['StepView'];
export type Decision = components['schemas']['Decision'];
export type Box = 'inbox' | 'proposed' | 'all';

/** How often the count of waiting requests is asked for. */
const COUNT_EVERY_MS = 60_000;
const COUNTED = 200;

/** Requests of a box, newest first, page by page. */
export function useApprovals(box: Box, state: Approval['state'] | undefined) {
  return usePages<Approval>(['approvals', box, state], (cursor) =>
    unwrap(api.GET('/api/v1/approvals', { params: { query: { box, limit: 50, ...(state !== undefined && { state }), ...(cursor !== undefined && { cursor }) } } })),
  );
}

/** One request with its steps. */
export function useApproval(id: string | undefined) {
  return useQuery({
    queryKey: ['approvals', 'one', id],
    queryFn: () => unwrap(api.GET('/api/v1/approvals/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
  });
}

/** What waits for me; `more` where there are more than can be counted in one page. */
export function useWaiting() {
  return useQuery({
    queryKey: ['approvals', 'waiting'],
    queryFn: () => unwrap(api.GET('/api/v1/approvals', { params: { query: { box: 'inbox', limit: COUNTED } } })),
    refetchInterval: COUNT_EVERY_MS,
    select: (page) => ({ items: page.items, count: page.items.length, more: page.next_cursor !== undefined && page.next_cursor !== null }),
  });
}

/** Decides the waiting step on what was seen: a payload that has changed since is refused. */
export function decideApproval(approval: Pick<Approval, 'id' | 'payload_hash'>, decision: Decision, reason: string, key: string): Promise<Approval> {
  return unwrap(
    api.POST('/api/v1/approvals/{id}/decisions', {
      params: { path: { id: approval.id }, header: idempotent(key) },
      body: { decision, reason, payload_hash: approval.payload_hash },
    }),
  );
}

export function withdrawApproval(id: string, reason: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/approvals/{id}/withdraw', { params: { path: { id } }, body: { reason } }));
}

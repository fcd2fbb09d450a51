import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type AuditEntry = components['schemas']['AuditEntry'];
export type AccessEntry = components['schemas']['AccessEntry'];

export interface AuditQuery {
  actor?: string | undefined;
  action?: string | undefined;
  subject_kind?: string | undefined;
  subject_id?: string | undefined;
}

const PAGE = 100;

/** Acts on record, newest first, page by page. */
export function useAudit(query: AuditQuery) {
  const set = present(query);
  return usePages<AuditEntry>(['audit', set], (cursor) => unwrap(api.GET('/api/v1/audit', { params: { query: { limit: PAGE, ...set, ...(cursor !== undefined && { cursor }) } } })));
}

/** Who looked at personal data, newest first. */
export function useAccessLog() {
  return usePages<AccessEntry>(['audit', 'accesses'], (cursor) => unwrap(api.GET('/api/v1/audit/accesses', { params: { query: { limit: PAGE, ...(cursor !== undefined && { cursor }) } } })));
}

/** Whether the chain of the record holds; walks it, so it is asked for when someone wants to know. */
export function useAuditState() {
  return useQuery({ queryKey: ['audit', 'state'], queryFn: () => unwrap(api.GET('/api/v1/audit/state')), staleTime: 60_000 });
}

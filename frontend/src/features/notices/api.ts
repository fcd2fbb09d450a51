import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';

export type Notice = components['schemas']['NoticeView'];

const LOOK_EVERY_MS = 60_000;
const LATEST = 30;

/** The caller's messages, newest first. */
export function useNotices() {
  return usePages<Notice>(['notices', 'list'], (cursor) =>
    unwrap(api.GET('/api/v1/notices', { params: { query: { limit: 50, ...(cursor !== undefined && { cursor }) } } })),
  );
}

/** The latest messages and how many are unread in all; looks again every minute. */
export function useLatestNotices() {
  return useQuery({
    queryKey: ['notices', 'latest'],
    queryFn: () => unwrap(api.GET('/api/v1/notices', { params: { query: { limit: LATEST } } })),
    refetchInterval: LOOK_EVERY_MS,
  });
}

/** How many messages are unread; looks again every minute. */
export function useUnread(): number {
  const unread = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => unwrap(api.GET('/api/v1/notices', { params: { query: { limit: 1 } } })),
    select: (notices) => notices.unread,
    refetchInterval: LOOK_EVERY_MS,
  });
  return unread.data ?? 0;
}

/** Marks a message as read. */
export function useReadNotice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/notices/{id}/read', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import { present } from '@/lib/present';

type Schemas = components['schemas'];
export type Board = Schemas['StaffingBoard'];
export type Stage = Schemas['RecruitmentStage'];
export type VacancyCount = Schemas['VacancyCount'];
export type CandidateCount = Schemas['CandidateCount'];
export type MonthCount = Schemas['MonthCount'];
export type BranchShortfall = Schemas['BranchShortfall'];
export type Entry = Schemas['TimelineEntry'];
export type Kind = Schemas['TimelineKind'];
export type Link = Schemas['TimelineLink'];
export type Employee = Schemas['EmployeeView'];

/** Parts of a round's way on which posts are to be filled, in order. */
export const STAGES = ['applying', 'scoring', 'ranked', 'notice', 'deciding'] as const satisfies readonly Stage[];

export const KINDS = ['employment', 'position', 'manager', 'term', 'certification', 'grade', 'qualification', 'register', 'exam', 'training', 'recruitment', 'dispatch', 'maintenance', 'leaving'] as const satisfies readonly Kind[];

/** How staffing stands within the person's reach, or in one branch of it. */
export function useBoard(branchId: string | undefined) {
  return useQuery({ queryKey: ['staffing', 'board', branchId], queryFn: () => unwrap(api.GET('/api/v1/staffing/board', { params: { query: present({ branch_id: branchId }) } })) });
}

const PAGE = 50;

/** Somebody's timeline, newest first, page by page. */
export function useTimeline(employee: string, kind: string | undefined) {
  const query = present({ kind: KINDS.find((entry) => entry === kind) });
  const pages = useInfiniteQuery({
    queryKey: ['staffing', 'timeline', employee, query],
    queryFn: ({ pageParam }) => unwrap(api.GET('/api/v1/employees/{id}/timeline', { params: { path: { id: employee }, query: { limit: PAGE, ...query, ...(pageParam !== undefined && { cursor: pageParam }) } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const first = pages.data?.pages[0];
  return {
    items: pages.data?.pages.flatMap((page) => page.items),
    kinds: first?.kinds ?? [],
    links: first?.links ?? [],
    stale: pages.isPlaceholderData,
    error: pages.error,
    hasMore: pages.hasNextPage,
    loadingMore: pages.isFetchingNextPage,
    loadMore: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}

export function useEmployee(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['employees', 'one', id], enabled, queryFn: () => unwrap(api.GET('/api/v1/employees/{id}', { params: { path: { id } } })) });
}

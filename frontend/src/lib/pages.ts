import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

/** The shape of every list of the API. */
export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

/** Reads a list page by page; the key must hold every filter. The result is what DataTable takes. */
export function usePages<T>(queryKey: QueryKey, fetchPage: (cursor: string | undefined) => Promise<Page<T>>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.items),
    loading: query.isPending || query.isPlaceholderData,
    error: query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

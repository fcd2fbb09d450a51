import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';

export type Deputy = components['schemas']['DeputyView'];
export type SetDeputy = components['schemas']['SetDeputy'];
export type Role = components['schemas']['Role'];
export type Position = components['schemas']['PositionView'];

const PAGE = 200;

/** Who stands in for whom, the latest first, page by page. */
export function useDeputies() {
  return usePages<Deputy>(['deputies', 'list'], (cursor) => unwrap(api.GET('/api/v1/deputies', { params: { query: { limit: 50, ...(cursor !== undefined && { cursor }) } } })));
}

/** The latest ones that the person may see, whole: for one person's own few. */
export function useLatestDeputies(enabled: boolean) {
  return useQuery({ queryKey: ['deputies', 'latest'], enabled, queryFn: () => unwrap(api.GET('/api/v1/deputies', { params: { query: { limit: PAGE } } })), select: (page) => page.items });
}

/** Positions of an employee, past and coming ones too. */
export function usePositionsOf(employeeId: string | undefined) {
  return useQuery({
    queryKey: ['employees', 'one', employeeId],
    enabled: employeeId !== undefined,
    queryFn: () => unwrap(api.GET('/api/v1/employees/{id}', { params: { path: { id: employeeId ?? '' } } })),
    select: (employee) => employee.positions,
  });
}

export function setDeputy(body: SetDeputy, key: string): Promise<Deputy> {
  return unwrap(api.POST('/api/v1/deputies', { params: { header: idempotent(key) }, body }));
}

/** Ends a deputy's days from today on. */
export function endDeputy(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/deputies/{id}', { params: { path: { id } } }));
}

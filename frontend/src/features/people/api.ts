import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type Manager = components['schemas']['ManagerView'];
export type ManagerLine = components['schemas']['ManagerHistoryView'];
export type Employee = components['schemas']['EmployeeRow'];
export type EmployeeDetail = components['schemas']['EmployeeView'];
export type Position = components['schemas']['PositionView'];
export type Role = components['schemas']['Role'];
export type UpdateManager = components['schemas']['UpdateManager'];
export type Maintainer = components['schemas']['MaintainerView'];

export const CLASSES = ['a', 'b', 'virtual'] as const;
export const GRADES = ['trainee', 'level_3', 'level_2', 'level_1', 'senior'] as const;
export const MANAGER_STATES = ['active', 'suspended', 'left'] as const;
export const HQ_ROLES: readonly Role[] = ['hq_business', 'hq_credit', 'hq_product', 'hq_finance', 'hq_hr', 'committee_member', 'auditor', 'admin'];
export const BRANCH_ROLES: readonly Role[] = ['rm', 'lobby', 'supervisor', 'outlet_head', 'vice_president', 'president_assistant', 'president', 'group_member'];

const oneOf = <T extends string>(values: readonly T[], value: string | undefined): T | undefined => values.find((entry) => entry === value);

export type ManagerFilter = 'q' | 'branch_id' | 'class' | 'grade' | 'state';
export type EmployeeFilter = 'q' | 'branch_id' | 'role';

/** Managers by name, page by page. */
export function useManagers(filters: Partial<Record<ManagerFilter, string>>) {
  const query = present({ q: filters.q, branch_id: filters.branch_id, class: oneOf(CLASSES, filters.class), grade: oneOf(GRADES, filters.grade), state: oneOf(MANAGER_STATES, filters.state) });
  return usePages<Manager>(['managers', 'list', query], (cursor) => unwrap(api.GET('/api/v1/managers', { params: { query: { limit: 50, ...query, ...(cursor !== undefined && { cursor }) } } })));
}

export function useManager(id: string) {
  return useQuery({ queryKey: ['managers', 'one', id], queryFn: () => unwrap(api.GET('/api/v1/managers/{id}', { params: { path: { id } } })) });
}

export function useManagerHistory(id: string) {
  return usePages<ManagerLine>(['managers', 'history', id], (cursor) => unwrap(api.GET('/api/v1/managers/{id}/history', { params: { path: { id }, query: { limit: 50, ...(cursor !== undefined && { cursor }) } } })));
}

export function updateManager(manager: Pick<Manager, 'id' | 'version'>, body: UpdateManager): Promise<Manager> {
  return unwrap(api.PATCH('/api/v1/managers/{id}', { params: { path: { id: manager.id }, header: ifMatch(manager.version) }, body }));
}

export function createVirtualManager(body: components['schemas']['CreateVirtualManager'], key: string): Promise<Manager> {
  return unwrap(api.POST('/api/v1/managers', { params: { header: idempotent(key) }, body }));
}

export function useMaintainers(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['managers', 'maintainers', id], enabled, queryFn: () => unwrap(api.GET('/api/v1/managers/{id}/maintainers', { params: { path: { id } } })), select: (page) => page.items });
}

export function setMaintainers(manager: Pick<Manager, 'id' | 'version'>, body: components['schemas']['SetMaintainers'], key: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/managers/{id}/maintainers', { params: { path: { id: manager.id }, header: { ...idempotent(key), ...ifMatch(manager.version) } }, body }));
}

/** Employees by name, page by page. */
export function useEmployees(filters: Partial<Record<EmployeeFilter, string>>) {
  const query = present({ q: filters.q, branch_id: filters.branch_id, role: oneOf([...HQ_ROLES, ...BRANCH_ROLES], filters.role) });
  return usePages<Employee>(['employees', 'list', query], (cursor) => unwrap(api.GET('/api/v1/employees', { params: { query: { limit: 50, ...query, ...(cursor !== undefined && { cursor }) } } })));
}

export function useEmployee(id: string | undefined) {
  return useQuery({ queryKey: ['employees', 'one', id], enabled: id !== undefined, queryFn: () => unwrap(api.GET('/api/v1/employees/{id}', { params: { path: { id: id ?? '' } } })) });
}

/** Another HR officer confirms it; gives the request in the inbox. */
export function proposePosition(body: components['schemas']['ProposePosition'], key: string): Promise<string> {
  return unwrap(api.POST('/api/v1/positions', { params: { header: idempotent(key) }, body })).then((made) => made.request_id);
}

export function proposePositionEnd(position: Pick<Position, 'id' | 'version'>, body: components['schemas']['ProposePositionEnd'], key: string): Promise<string> {
  return unwrap(api.POST('/api/v1/positions/{id}/end', { params: { path: { id: position.id }, header: { ...idempotent(key), ...ifMatch(position.version) } }, body })).then((made) => made.request_id);
}

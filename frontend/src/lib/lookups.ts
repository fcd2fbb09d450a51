import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, unwrap } from './api';
import { useMe } from './session';

/** What a field that searches offers. */
export interface Found {
  value: string;
  label: string;
  hint?: string | undefined;
}

type Manager = components['schemas']['ManagerView'];
type OrgUnit = components['schemas']['OrgUnitView'];

const FEW = 20;

/** Units of a kind, by code; asked for once. Empty for whom the bank's units are hidden. */
export function useOrgUnits(kind: OrgUnit['kind'], branchId?: string) {
  return useQuery({
    queryKey: ['org-units', kind, branchId],
    queryFn: () => unwrap(api.GET('/api/v1/org-units', { params: { query: { kind, limit: 200, ...(branchId !== undefined && { branch_id: branchId }) } } })),
    staleTime: 300_000,
    select: (page) => page.items.filter((unit) => unit.closed_on === undefined || unit.closed_on === null),
  });
}

/** Branches that the person's positions reach, as the options of a field: all from head office, otherwise one's own. */
export function useBranchOptions(): { value: string; label: string }[] {
  const { positions } = useMe();
  const own = positions.map((position) => position.branch_id);
  const units = useOrgUnits('branch').data ?? [];
  const everywhere = own.some((branch) => branch === undefined || branch === null);
  return units.filter((unit) => everywhere || own.includes(unit.id)).map((unit) => ({ value: unit.id, label: unit.name }));
}

const asFound = (manager: Manager): Found => ({ value: manager.id, label: manager.name, hint: `${manager.manager_no} · ${manager.branch_name}` });

/** Managers by characters, pinyin, initials or number. */
export async function searchManagers(text: string, branchId?: string): Promise<Found[]> {
  const query = { limit: FEW, state: 'active' as const, ...(text !== '' && { q: text }), ...(branchId !== undefined && { branch_id: branchId }) };
  return (await unwrap(api.GET('/api/v1/managers', { params: { query } }))).items.map(asFound);
}

/** Managers who are somebody: no virtual ones. */
export async function searchPersons(text: string): Promise<Found[]> {
  const query = { limit: 2 * FEW, state: 'active' as const, ...(text !== '' && { q: text }) };
  const page = await unwrap(api.GET('/api/v1/managers', { params: { query } }));
  return page.items.filter((manager) => manager.class !== 'virtual').map(asFound);
}

export async function findManager(id: string): Promise<Found> {
  return asFound(await unwrap(api.GET('/api/v1/managers/{id}', { params: { path: { id } } })));
}

/** Employees by characters, pinyin, initials or number. */
export async function searchEmployees(text: string, branchId?: string): Promise<Found[]> {
  const query = { limit: FEW, ...(text !== '' && { q: text }), ...(branchId !== undefined && { branch_id: branchId }) };
  const page = await unwrap(api.GET('/api/v1/employees', { params: { query } }));
  return page.items.map((employee) => ({ value: employee.id, label: employee.name, hint: `${employee.employee_no} · ${employee.org_unit_name}` }));
}

/** Clients by characters, pinyin, initials or number. */
export async function searchClients(text: string, limit = FEW): Promise<Found[]> {
  const page = await unwrap(api.GET('/api/v1/clients', { params: { query: { limit, ...(text !== '' && { q: text }) } } }));
  return page.items.map((client) => ({ value: client.id, label: client.name, hint: `${client.client_no} · ${client.branch_name}` }));
}

/** Rounds whose name or code holds the text; the list has no search, and a branch has few. */
export async function searchRounds(text: string): Promise<Found[]> {
  const wanted = text.toLowerCase();
  const page = await unwrap(api.GET('/api/v1/rounds', { params: { query: { limit: 100 } } }));
  return page.items.filter((round) => round.name.toLowerCase().includes(wanted) || round.code.toLowerCase().includes(wanted)).map((round) => ({ value: round.id, label: round.name, hint: `${round.code} · ${round.branch_name}` }));
}

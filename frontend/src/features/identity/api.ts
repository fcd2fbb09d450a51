import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { ProblemError } from '@/lib/problem';
import { renewSession } from '@/lib/session';
import { listDemoLogins } from './demo-logins';

/** Logins that a demo bank offers to everyone; empty on a real bank. */
export function useDemoLogins() {
  return useQuery({ queryKey: ['demo', 'logins'], queryFn: listDemoLogins, staleTime: Infinity });
}

export type UserRow = components['schemas']['UserRow'];
export type InviteAnswer = components['schemas']['InviteAnswer'];

/** Sets the first password by a one-time link's token; gives the login name. */
export async function acceptInvite(token: string, password: string): Promise<string> {
  return (await unwrap(api.POST('/api/v1/invites/accept', { body: { token, password } }))).username;
}

/** Changes one's own password; every other session ends. */
export function changePassword(current: string, password: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/me/password', { body: { current, password } }));
}

export type TotpEnrolment = components['schemas']['TotpEnrolment'];

/** Begins to set an authenticator up; what it answers is shown once. */
export function enrolTotp(current: string): Promise<TotpEnrolment> {
  return unwrap(api.POST('/api/v1/me/totp', { body: { current } }));
}

/** Confirms one's authenticator by a first code. What one's positions allow may be more from then on. */
export async function confirmTotp(code: string): Promise<void> {
  await unwrap(api.POST('/api/v1/me/totp/confirm', { body: { code } }));
  await renewSession();
}

/** Shows a code again: weighty acts are allowed for a quarter of an hour. */
export async function showCode(code: string): Promise<void> {
  await unwrap(api.POST('/api/v1/sessions/current/step-up', { body: { code } }));
  await renewSession();
}

/** Takes a person's lost authenticator away; false where the person has none. */
export async function resetTotp(id: string): Promise<boolean> {
  try {
    await unwrap(api.DELETE('/api/v1/users/{id}/totp', { params: { path: { id } } }));
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return false;
    throw error;
  }
}

/** Remembers the language of the pages for the person, on every device. */
export function updateMyLanguage(locale: 'zh-CN' | 'en'): Promise<unknown> {
  return unwrap(api.PATCH('/api/v1/me', { body: { locale } }));
}

/** Logins, page by page. */
export function useUsers() {
  return usePages<UserRow>(['users'], (cursor) => unwrap(api.GET('/api/v1/users', { params: { query: { limit: 50, ...(cursor !== undefined && { cursor }) } } })));
}

export function createUser(username: string, employeeId: string, key: string): Promise<UserRow> {
  return unwrap(api.POST('/api/v1/users', { params: { header: idempotent(key) }, body: { username, employee_id: employeeId } }));
}

/** A one-time link for the person to set a password; shown once, ends the link before. */
export function inviteUser(id: string): Promise<InviteAnswer> {
  return unwrap(api.POST('/api/v1/users/{id}/invite', { params: { path: { id } } }));
}

/** Switches a login off (its sessions end at once) or on again. */
export function updateUser(user: Pick<UserRow, 'id' | 'version'>, state: 'active' | 'deactivated'): Promise<UserRow> {
  return unwrap(api.PATCH('/api/v1/users/{id}', { params: { path: { id: user.id }, header: ifMatch(user.version) }, body: { state } }));
}

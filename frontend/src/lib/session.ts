import { useSyncExternalStore } from 'react';
import type { components } from '@/api/schema';
import { currentLanguage } from './language';
import { networkError, problemErrorOf } from './problem';
import { observeServerDate, serverNow } from './server-time';

export type Me = components['schemas']['Me'];
type Session = components['schemas']['Session'];

/**
 * `starting`: not yet asked whether the cookie still carries a session. `expired`: someone was signed in on this page and
 * must sign in again; pages stay as they are meanwhile, and requests wait.
 */
export type SessionState =
  | { status: 'starting' }
  | { status: 'anonymous' }
  | { status: 'signed_in'; me: Me }
  | { status: 'expired'; me: Me; username: string | undefined };

const BASE = '/api/v1/sessions';
/** The access token is renewed when less than this is left of it. */
const RENEW_BEFORE_MS = 30_000;

/** Stands in local storage while this browser may carry a session's cookie, which no script sees. It says nothing about whose. */
const CARRIES = 'kejing.session';

let state: SessionState = { status: 'starting' };
// The access token lives here alone: never in storage, where an injected script or a shared device would find it.
let token: { value: string; expiresAt: number } | undefined;
let username: string | undefined;
let renewal: Promise<boolean> | undefined;
let waiting: ((signedIn: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  state = next;
  listeners.forEach((notify) => {
    notify();
  });
}

function release(signedIn: boolean): void {
  const resolvers = waiting;
  waiting = [];
  resolvers.forEach((resolve) => {
    resolve(signedIn);
  });
}

async function call(path: string, method: string, body?: unknown): Promise<Response> {
  const sentAt = Date.now();
  const headers = new Headers({ 'X-Kejing-Client': __KEJING_CLIENT__, 'Accept-Language': currentLanguage() });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (token !== undefined) headers.set('Authorization', `Bearer ${token.value}`);
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(BASE + path, init).catch(() => {
    throw networkError();
  });
  observeServerDate(response.headers.get('date'), sentAt, Date.now());
  return response;
}

/** Whether the cookie may carry a session, as far as this browser knows without asking. */
export function mayCarrySession(): boolean {
  try {
    return localStorage.getItem(CARRIES) !== null;
  } catch {
    // Storage is switched off: only the server knows.
    return true;
  }
}

function rememberSession(carries: boolean): void {
  try {
    if (carries) localStorage.setItem(CARRIES, 'yes');
    else localStorage.removeItem(CARRIES);
  } catch {
    // As above.
  }
}

function accept(session: Session): void {
  rememberSession(true);
  token = { value: session.access_token, expiresAt: Date.parse(session.expires_at) };
  become({ status: 'signed_in', me: session.me });
}

/** What the page knows about who is signed in. */
export function sessionState(): SessionState {
  return state;
}

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Tells when another person, or nobody, is at this page: what was read for the former one must go. */
export function subscribePerson(changed: () => void): () => void {
  const person = (): string | undefined => (state.status === 'signed_in' || state.status === 'expired' ? state.me.user_id : undefined);
  let before = person();
  return subscribeSession(() => {
    const now = person();
    if (now === before) return;
    before = now;
    changed();
  });
}

/** Resolves as soon as somebody is signed in. */
export function someoneSignedIn(): Promise<void> {
  return new Promise((resolve) => {
    if (state.status === 'signed_in') {
      resolve();
      return;
    }
    const stop = subscribeSession(() => {
      if (state.status !== 'signed_in') return;
      stop();
      resolve();
    });
  });
}

/** The session state, for components. */
export function useSession(): SessionState {
  return useSyncExternalStore(subscribeSession, sessionState);
}

/** The signed-in person. Only under a route that requires a session. */
export function useMe(): Me {
  const session = useSession();
  if (session.status === 'signed_in' || session.status === 'expired') return session.me;
  throw new Error('useMe outside of a signed-in route');
}

/**
 * Signs in; with a code of the authenticator where the login has one (`code_required` asks for it). Throws the server's
 * refusal. Requests that wait since the session ran out go on when the same person returns.
 */
export async function signIn(name: string, password: string, code?: string): Promise<void> {
  const before = state.status === 'expired' ? state.me.user_id : undefined;
  const response = await call('', 'POST', { username: name, password, ...(code !== undefined && { code }) });
  if (!response.ok) throw await problemErrorOf(response);
  const session = (await response.json()) as Session;
  username = name;
  accept(session);
  release(before === undefined || before === session.me.user_id);
}

async function renew(): Promise<boolean> {
  const response = await call('/refresh', 'POST');
  if (response.ok) {
    accept((await response.json()) as Session);
    return true;
  }
  // Only these say that the session is over; a server that is away (5xx) says nothing about it.
  if (response.status !== 401 && response.status !== 403) throw await problemErrorOf(response);
  token = undefined;
  rememberSession(false);
  if (state.status === 'signed_in') become({ status: 'expired', me: state.me, username });
  else if (state.status === 'starting') become({ status: 'anonymous' });
  return false;
}

/** Renews the access token by the refresh cookie; callers at the same time share one request. False: the session is over. */
export function renewSession(): Promise<boolean> {
  renewal ??= renew().finally(() => {
    renewal = undefined;
  });
  return renewal;
}

/**
 * Asks at start whether the cookie carries a session; a browser that was never signed in has none, and need not wait for
 * the answer. Where the server cannot be reached the question stays open, and is asked again when the network returns.
 */
export async function startSession(): Promise<void> {
  if (state.status !== 'starting') return;
  if (!mayCarrySession()) {
    become({ status: 'anonymous' });
    return;
  }
  try {
    await renewSession();
  } catch {
    window.addEventListener('online', () => void startSession(), { once: true });
  }
}

/** Ends the session on the server and on this page. The page forgets it even when the server cannot be reached. */
export async function signOut(): Promise<void> {
  try {
    await call('/current', 'DELETE');
  } finally {
    token = undefined;
    username = undefined;
    rememberSession(false);
    become({ status: 'anonymous' });
    release(false);
  }
}

/** A valid access token, renewed when it is about to run out; `undefined` where nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (token !== undefined && token.expiresAt - serverNow() < RENEW_BEFORE_MS) await renewSession();
  return token?.value;
}

/** Resolves when the person has signed in again (true) or has given up (false). */
export function signedInAgain(): Promise<boolean> {
  if (state.status !== 'expired') return Promise.resolve(state.status === 'signed_in');
  return new Promise((resolve) => {
    waiting.push(resolve);
  });
}

/** Forgets everything. For tests. */
export function resetSession(): void {
  token = undefined;
  username = undefined;
  renewal = undefined;
  waiting = [];
  become({ status: 'starting' });
}

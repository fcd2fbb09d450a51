import createClient from 'openapi-fetch';
import { v7 as uuidv7 } from 'uuid';
import type { paths } from '@/api/schema';
import { authorizedFetch } from './http';
import { problemErrorOf } from './problem';

/** The typed client of the API. Every answer goes through {@link unwrap}. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

// A creating POST without a key would be created twice when its answer is lost and the person presses again.
api.use({
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) request.headers.set('Idempotency-Key', uuidv7());
    return request;
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a successful call; throws a {@link ProblemError} otherwise. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw await problemErrorOf(response, error);
  return data as T;
}

/** A new id, ordered by time; also the key under which a creating call happens at most once. */
export function newId(): string {
  return uuidv7();
}

/** Headers that make repeated sendings of one act one act: take the key once per form, not once per press. */
export function idempotent(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}

/** Headers for a write on a versioned thing: refused with 412 when someone else has written since. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version.toString()}"` };
}

/** Fetches a file as the signed-in person and hands it to the browser under the given name. */
export async function download(path: string, filename: string): Promise<void> {
  const response = await authorizedFetch(new Request(new URL(path, window.location.origin)));
  if (!response.ok) throw await problemErrorOf(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  URL.revokeObjectURL(url);
}

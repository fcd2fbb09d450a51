import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { components } from '@/api/schema';
import { api, idempotent, unwrap } from '@/lib/api';
import { authorizedFetch } from '@/lib/http';
import { usePages } from '@/lib/pages';
import { problemErrorOf } from '@/lib/problem';
import { openStream } from '@/lib/stream';
import { isOver, progressOf, type Progress } from './progress';

export type Import = components['schemas']['ImportView'];
export type ImportKind = components['schemas']['ImportKind'];
export type Reject = components['schemas']['RejectView'];
export type Schema = components['schemas']['ImportSchema'];
export type ImportColumn = components['schemas']['ColumnView'];

/** In the order in which a bank loads them: each rests on the ones before. */
export const IMPORT_KINDS: readonly ImportKind[] = ['org_units', 'employees', 'managers', 'clients', 'accounts', 'loans', 'balance_changes'];

export function useImports(kind: ImportKind | undefined) {
  return usePages<Import>(['imports', 'list', kind], (cursor) => unwrap(api.GET('/api/v1/imports', { params: { query: { limit: 50, ...(kind !== undefined && { kind }), ...(cursor !== undefined && { cursor }) } } })));
}

export function useImport(id: string) {
  return useQuery({ queryKey: ['imports', 'one', id], queryFn: () => unwrap(api.GET('/api/v1/imports/{id}', { params: { path: { id } } })) });
}

export function useRejects(id: string) {
  return usePages<Reject>(['imports', 'rejects', id], (cursor) => unwrap(api.GET('/api/v1/imports/{id}/rejects', { params: { path: { id }, query: { limit: 100, ...(cursor !== undefined && { cursor }) } } })));
}

export function useSchemas() {
  return useQuery({ queryKey: ['imports', 'schemas'], queryFn: () => unwrap(api.GET('/api/v1/import-schemas')), staleTime: Infinity, select: (page) => page.items });
}

export interface ImportOptions {
  kind: ImportKind;
  dry_run: boolean;
  all_or_nothing: boolean;
  restate: boolean;
}

/** Sends the file as it is; a job loads it. */
export async function createImport(file: File, options: ImportOptions, key: string): Promise<components['schemas']['ImportAccepted']> {
  const query = new URLSearchParams({ kind: options.kind });
  for (const choice of ['dry_run', 'all_or_nothing', 'restate'] as const) if (options[choice]) query.set(choice, 'true');
  const headers = { 'Content-Type': file.name.endsWith('.gz') ? 'application/gzip' : 'text/csv', ...idempotent(key) };
  const response = await authorizedFetch(new Request(new URL(`/api/v1/imports?${query.toString()}`, window.location.origin), { method: 'POST', headers, body: file }));
  if (!response.ok) throw await problemErrorOf(response);
  return (await response.json()) as components['schemas']['ImportAccepted'];
}

/** Takes an import back that has not ended. */
export function cancelImport(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/imports/{id}', { params: { path: { id } } }));
}

/** The live progress of an import's job; when the job ends, the import and its rows are read anew. */
export function useImportProgress(found: Import | undefined): { progress: Progress | undefined; lost: boolean } {
  const cache = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const [lost, setLost] = useState(false);
  const job = found === undefined || isOver(found.state) ? undefined : (found.job_id ?? undefined);
  useEffect(() => {
    if (job === undefined) return undefined;
    const ending = new AbortController();
    const finish = (): void => {
      ending.abort();
      void cache.invalidateQueries({ queryKey: ['imports'] });
      // What was loaded may stand on any page.
      void cache.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'imports' });
    };
    void openStream(`/api/v1/jobs/${job}/events`, {
      signal: ending.signal,
      onLost: setLost,
      onEvent: (event) => {
        const view = JSON.parse(event.data) as components['schemas']['JobView'];
        setProgress(progressOf(view.progress));
        if (view.state !== 'queued' && view.state !== 'running') finish();
      },
    }).catch(finish);
    return () => {
      ending.abort();
    };
  }, [job, cache]);
  return { progress, lost };
}

import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { openStream } from '@/lib/stream';

export type Job = components['schemas']['JobView'];

const OVER: readonly Job['state'][] = ['done', 'failed', 'cancelled'];

/** A job as it goes on, streamed; reads rounds anew when it is over. */
export function useJob(id: string | undefined): { job: Job | undefined; lost: boolean; failure: unknown } {
  const queries = useQueryClient();
  const [job, setJob] = useState<Job>();
  const [lost, setLost] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    if (id === undefined) return undefined;
    const ending = new AbortController();
    openStream(`/api/v1/jobs/${id}/events`, {
      signal: ending.signal,
      onLost: setLost,
      onEvent: (event) => {
        if (event.event !== 'job') return;
        const seen = JSON.parse(event.data) as Job;
        setJob(seen);
        if (!OVER.includes(seen.state)) return;
        ending.abort();
        void queries.invalidateQueries({ queryKey: ['rounds'] });
      },
    }).catch((error: unknown) => {
      if (!ending.signal.aborted) setFailure(error);
    });
    return () => {
      ending.abort();
    };
  }, [id, queries]);
  return { job, lost, failure };
}

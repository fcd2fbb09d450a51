import { useQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';

export type PolicyBody = components['schemas']['Policy'];
export type PolicyVersion = components['schemas']['PolicyView'];
export type Grade = components['schemas']['Grade'];

export const GRADES: readonly Grade[] = ['trainee', 'level_3', 'level_2', 'level_1', 'senior'];
export const FLAGS = ['high_value', 'quality', 'key', 'complex_need', 'risk_business', 'risk_present', 'risk_latent', 'abnormal_present', 'abnormal_predicted', 'first_development', 'new_product'] as const;

/** Versions, newest first, page by page. */
export function usePolicies() {
  return usePages<PolicyVersion>(['policies'], (cursor) => unwrap(api.GET('/api/v1/policies', { params: { query: { limit: 50, ...(cursor !== undefined && { cursor }) } } })));
}

/** A version by number; `current` is what holds today, `0` the defaults. */
export function usePolicy(number: string | undefined) {
  return useQuery({
    queryKey: ['policies', 'one', number],
    queryFn: () => unwrap(api.GET('/api/v1/policies/{number}', { params: { path: { number: number ?? 'current' } } })),
    enabled: number !== undefined,
  });
}

export function proposePolicy(proposal: { effective_from: string; note: string; body: PolicyBody }, key: string): Promise<PolicyVersion> {
  return unwrap(api.POST('/api/v1/policies', { params: { header: idempotent(key) }, body: proposal }));
}

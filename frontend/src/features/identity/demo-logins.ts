import type { components } from '@/api/schema';
import { api, unwrap } from '@/lib/api';
import { ProblemError } from '@/lib/problem';

export type DemoLogin = components['schemas']['DemoLogin'];

/** Logins that a demo bank offers to everyone; empty on a real bank. */
export async function listDemoLogins(): Promise<DemoLogin[]> {
  try {
    return (await unwrap(api.GET('/api/v1/demo/logins'))).items;
  } catch (error) {
    // Outside a demo the endpoint does not exist, which is the answer: none.
    if (error instanceof ProblemError && error.problem.status === 404) return [];
    throw error;
  }
}

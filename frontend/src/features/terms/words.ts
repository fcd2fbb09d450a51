import type { State } from '@/components/plain/states';
import type { Standing } from './api';

/** The tag of a term's standing. */
export function stateOf(standing: Standing): State {
  return `term_${standing}`;
}

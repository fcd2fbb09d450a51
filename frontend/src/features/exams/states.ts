import type { State } from '@/components/plain/states';
import type { Candidate, Exam, Phase, Standing } from './api';

const PHASES: Record<Phase, State> = { draft: 'draft', announced: 'announced', open: 'exam_open', marking: 'marking', released: 'released', cancelled: 'cancelled' };
const STANDINGS: Record<Standing, State> = { counts: 'counts', lapsing: 'lapsing', lapsed: 'lapsed', failed: 'not_passed' };
const CANDIDATES: Record<Candidate['state'], State> = { enrolled: 'enrolled', sitting: 'sitting', submitted: 'submitted', missed: 'missed' };

/** The word and colour of an examination's phase. */
export const phaseState = (phase: Phase): State => PHASES[phase];

/** The word and colour of how a result stands. */
export const standingState = (standing: Standing): State => STANDINGS[standing];

/** The word and colour of how far a candidate is. */
export const candidateState = (state: Candidate['state']): State => CANDIDATES[state];

/** How far I am in an examination: what it came to, or that I stayed away; absent where I am no candidate. */
export function partState({ phase, mine }: Pick<Exam, 'phase' | 'mine'>): State | undefined {
  if (mine === null || mine === undefined) return undefined;
  if (mine.result !== null && mine.result !== undefined) return standingState(mine.result.standing);
  return mine.state === 'enrolled' && (phase === 'marking' || phase === 'released') ? 'missed' : mine.state;
}

import type { State } from '@/components/plain/states';
import type { Applicant, Objection, Phase } from './api';

const PHASES: Record<Phase, State> = {
  draft: 'draft',
  announced: 'announced',
  open: 'recruiting',
  scoring: 'rating',
  scored: 'to_rank',
  ranked: 'ranked',
  notice: 'notice',
  noticed: 'to_appoint',
  proposed: 'pending',
  appointed: 'appointed',
  cancelled: 'cancelled',
};
const APPLICATIONS: Record<Applicant['state'], State> = { submitted: 'applied', withdrawn: 'withdrawn', removed: 'removed' };
const OBJECTIONS: Record<Objection['state'], State> = { open: 'pending', upheld: 'upheld', rejected: 'rejected', withdrawn: 'withdrawn' };

/** The word and colour of where a round stands. */
export const phaseState = (phase: Phase): State => PHASES[phase];
/** The word and colour of how far an application is. */
export const applicationState = (state: Applicant['state']): State => APPLICATIONS[state];
/** The word and colour of how far an objection is. */
export const objectionState = (state: Objection['state']): State => OBJECTIONS[state];

/** The moment at which a round's phase ends; absent where nothing but an act ends it. */
export function phaseEnds(round: { phase: Phase; opens_at: string; closes_at: string; scoring_ends_at: string; notice_ends_at?: string | null }): string | undefined {
  switch (round.phase) {
    case 'announced':
      return round.opens_at;
    case 'open':
      return round.closes_at;
    case 'scoring':
      return round.scoring_ends_at;
    case 'notice':
      return round.notice_ends_at ?? undefined;
    default:
      return undefined;
  }
}

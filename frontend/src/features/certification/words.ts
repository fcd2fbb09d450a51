import type { State } from '@/components/plain/states';
import type { Certificate, Stage, Standing } from './api';

const WHOLE = 10_000;

/** The tag of a file's stage. */
export function stageState(stage: Stage): State {
  switch (stage) {
    case 'refused':
    case 'withdrawn':
      return stage;
    default:
      return `cert_${stage}`;
  }
}

/** The tag of a file: its stage, unless head office has overturned what it led to. */
export function fileState(stage: Stage, certificate: Certificate | null | undefined): State {
  return certificate?.review?.outcome === 'overturned' ? 'cert_overturned' : stageState(stage);
}

/** The tag of a certificate's standing. */
export function standingState(standing: Standing): State {
  return standing === 'counts' || standing === 'lapsing' || standing === 'lapsed' ? standing : `cert_${standing}`;
}

/** A score as people read it: points of a hundred, two decimals where they are needed. */
export function points(bps: number): string {
  return (bps / (WHOLE / 100)).toFixed(bps % 100 === 0 ? 0 : 2);
}

/** Points of a hundred as the server takes them. */
export function bpsOf(value: number): number {
  return Math.round(value * (WHOLE / 100));
}

/** Grades that a person of a grade may aim at: the same, to be certified anew, and those above. */
export function aims<G extends string>(grades: readonly G[], present: G | null | undefined): readonly G[] {
  const from = present === null || present === undefined ? 0 : grades.indexOf(present);
  return grades.slice(Math.max(0, from));
}

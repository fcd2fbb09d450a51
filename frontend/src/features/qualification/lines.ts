import type { State } from '@/components/plain/states';
import { fixed } from './points';
import type { Adverse, Line, Outcome, RatingPanel } from './api';

/** A text key with its parameters; those that are keys themselves stand apart. */
export interface Said {
  key: string;
  params: Record<string, string | number>;
  keys?: Record<string, string>;
}

const OUTCOMES: Record<Exclude<Outcome, 'unknown'>, State> = { passed: 'met', failed: 'unmet' };
/** What is missing where nothing is known, by how the line comes about. */
const MISSING: Record<Line['kind'], State> = { computed: 'untested', stated: 'unsaid', rated: 'to_rate' };
const PANELS: Record<RatingPanel['state'], State> = { open: 'rating', closed: 'rated', cancelled: 'cancelled' };

/** The word and colour of how a line stands. */
export const outcomeState = ({ outcome, kind }: Pick<Line, 'outcome' | 'kind'>): State => (outcome === 'unknown' ? MISSING[kind] : OUTCOMES[outcome]);

/** The word and colour of how far a panel is. */
export const panelState = (state: RatingPanel['state']): State => PANELS[state];

/** Whether an adverse record counts, was lifted, or is over or still to come. */
export function adverseState(record: Pick<Adverse, 'counts' | 'lifted_on'>): State {
  return record.counts ? 'counting' : typeof record.lifted_on === 'string' ? 'lifted' : 'not_counting';
}

/** What a line's outcome follows from, sentence by sentence. */
export function groundsOf(line: Line): Said[] {
  const said: Said[] = [];
  const { experience, education, rating, adverse } = line;
  const exam = line.credit_exam;
  if (experience) said.push({ key: 'qualification:ground.experience', params: { months: experience.months, needed: experience.needed } });
  if (experience && typeof experience.reached_on === 'string') said.push({ key: 'qualification:ground.reached', params: { date: experience.reached_on } });
  if (education) {
    said.push(
      typeof education.education === 'string'
        ? { key: 'qualification:ground.education', params: {}, keys: { level: `qualification:education.${education.education}`, needed: `qualification:education.${education.needed}` } }
        : { key: 'qualification:ground.education_needed', params: {}, keys: { needed: `qualification:education.${education.needed}` } },
    );
  }
  if (exam) said.push({ key: 'qualification:ground.exam', params: { name: exam.exam_name, points: exam.points, full: exam.full_points } });
  if (rating) said.push({ key: 'qualification:ground.rating', params: { points: fixed(rating.hundredths), mark: rating.pass_mark, count: rating.ratings } });
  if (typeof adverse === 'number') said.push({ key: adverse === 0 ? 'qualification:ground.no_record' : 'qualification:ground.records', params: { count: adverse } });
  if (typeof line.counts_until === 'string') said.push({ key: 'qualification:ground.until', params: { date: line.counts_until } });
  return said;
}

/** What somebody has to do about a line that is not met; absent where it is. */
export function missingOf(line: Line): string | undefined {
  if (line.outcome === 'passed') return undefined;
  if (line.line === 'health' && typeof line.counts_until === 'string' && line.outcome === 'unknown') return 'qualification:missing.health_lapsed';
  if (line.line === 'credit_exam' && line.credit_exam?.passed === true) return 'qualification:missing.credit_exam_lapsed';
  if (line.kind === 'rated') return `qualification:missing.${line.outcome === 'failed' ? 'rated_low' : 'rated'}`;
  return `qualification:missing.${line.line}`;
}

import type { TFunction } from 'i18next';
import type { Tone } from '@/components/plain/states';
import type { Entry } from './api';

type Code = Entry['code'];

/** What calls for attention, went well, waits, or is over; everything else happened. */
const TONES: Partial<Record<Code, Tone>> = {
  position_proposed: 'gold',
  position_end_proposed: 'gold',
  position_ended: 'grey',
  left: 'grey',
  term_renewed: 'green',
  certification_unqualified: 'red',
  certification_refused: 'red',
  certification_withdrawn: 'grey',
  certificate_granted: 'green',
  certificate_upheld: 'green',
  certificate_overturned: 'red',
  grade_certified: 'green',
  grade_demoted: 'red',
  grade_overturned: 'red',
  employment_revoked: 'grey',
  adverse_recorded: 'red',
  adverse_lifted: 'green',
  exam_passed: 'green',
  exam_failed: 'red',
  training_attended: 'green',
  training_excused: 'grey',
  training_absent: 'red',
  post_withdrawn: 'grey',
  post_removed: 'red',
  post_appointed: 'green',
  dispatch_proposed: 'gold',
  dispatch_ended: 'grey',
  maintenance_ended: 'grey',
  leaving_started: 'gold',
  leaving_finished: 'grey',
  leaving_cancelled: 'grey',
};

/** The colour of an entry's mark; its sentence says the same in words. */
export function toneOf(entry: Pick<Entry, 'code' | 'params'>): Tone {
  const { code, params } = entry;
  if (code === 'term_assessed' || code === 'certification_reviewed') return params.passed === true ? 'green' : 'red';
  if (params.request_state !== undefined && params.request_state !== null && params.request_state !== 'pending') return params.request_state === 'approved' ? 'blue' : 'grey';
  if (code === 'dispatch_proposed' && params.dispatch_state !== 'pending') return 'grey';
  return TONES[code] ?? 'blue';
}

/** Codes whose sentence depends on whether it was passed. */
const JUDGED: readonly Code[] = ['term_assessed', 'certification_reviewed'];

const wide = (bps: number): string => (bps / 100).toFixed(2).replace(/\.?0+$/, '');

function outcomeText(t: TFunction, { outcome, education }: Entry['params']): string {
  if (education !== undefined && education !== null) return t(`qualification:education.${education}`);
  if (outcome === 'passed') return t('common:state.met');
  return t(outcome === 'failed' ? 'common:state.unmet' : 'common:state.unsaid');
}

/** What happened, in one sentence. */
export function sentence(t: TFunction, entry: Pick<Entry, 'code' | 'params'>): string {
  const { code, params } = entry;
  const grade = (value: Entry['params']['grade']): string => (value === undefined || value === null ? t('timeline:no_grade') : t(`common:grade.${value}`));
  const key = JUDGED.includes(code) ? `${code}_${params.passed === true ? 'yes' : 'no'}` : code;
  return t(`timeline:event.${key}`, {
    title: params.title ?? '',
    unit: params.unit_name ?? t('timeline:head_office'),
    from_unit: params.from_unit_name ?? '',
    role: params.role === undefined || params.role === null ? '' : t(`common:role.${params.role}`),
    manager_class: params.class === undefined || params.class === null ? '' : t(`common:class.${params.class}`),
    grade: grade(params.grade),
    from_grade: grade(params.from_grade),
    changes: (params.changes ?? []).map((change) => t(`timeline:change.${change}`)).join(t('timeline:and')),
    line: params.line === undefined || params.line === null ? '' : t(`qualification:line.${params.line}`),
    outcome: outcomeText(t, params),
    adverse: params.adverse_kind === undefined || params.adverse_kind === null ? '' : t(`qualification:adverse_kind.${params.adverse_kind}`),
    purpose: params.purpose === undefined || params.purpose === null ? '' : t(`dispatch:purpose_of.${params.purpose}`),
    place: params.place ?? '',
    day: params.first_day ?? '',
  });
}

const SPAN: readonly Code[] = ['manager_made', 'term_assessed', 'term_renewed', 'employment_recorded', 'employment_revoked', 'adverse_recorded', 'post_appointed', 'dispatch_proposed', 'dispatch_begun', 'dispatch_ended'];
const FROM: readonly Code[] = ['position_proposed', 'position_end_proposed', 'certificate_overturned', 'grade_certified', 'grade_demoted', 'grade_overturned', 'leaving_started'];
const UNTIL: readonly Code[] = ['certificate_granted', 'exam_passed'];

/** Values of what changed of a manager's record. */
function changed(t: TFunction, params: Entry['params']): string[] {
  const changes = params.changes ?? [];
  const out: string[] = [];
  if (changes.includes('class') && params.class !== undefined && params.class !== null) out.push(t(`common:class.${params.class}`));
  if (changes.includes('grade')) out.push(t('timeline:from_to', { from: params.from_grade === undefined || params.from_grade === null ? t('timeline:no_grade') : t(`common:grade.${params.from_grade}`), to: params.grade === undefined || params.grade === null ? t('timeline:no_grade') : t(`common:grade.${params.grade}`) }));
  if (changes.includes('branch')) out.push(t('timeline:from_to', { from: params.from_unit_name ?? '', to: params.unit_name ?? '' }));
  if (changes.includes('state') && params.manager_state !== undefined && params.manager_state !== null) out.push(t(`people:manager_state.${params.manager_state}`));
  if (changes.includes('term')) out.push(t('timeline:span', { from: params.first_day ?? '', to: params.last_day ?? t('timeline:open_end') }));
  return out;
}

/** What belongs to the sentence, in short pieces. */
export function details(t: TFunction, entry: Pick<Entry, 'code' | 'params'>): string[] {
  const { code, params } = entry;
  const out: string[] = code === 'manager_changed' ? changed(t, params) : [];
  if (code === 'manager_made') out.push(params.grade === undefined || params.grade === null ? t('timeline:no_grade') : t(`common:grade.${params.grade}`), params.unit_name ?? '');
  if (params.hire_kind !== undefined && params.hire_kind !== null) out.push(t(`people:hire_kind.${params.hire_kind}`));
  if ((code === 'hired' || code === 'rehired') && typeof params.unit_name === 'string') out.push(params.unit_name);
  if (code === 'post_applied' || code === 'post_appointed' || code.startsWith('training_')) out.push(params.unit_name ?? t('timeline:head_office'));
  if (typeof params.points === 'number' && typeof params.full_points === 'number') out.push(t('timeline:points', { points: params.points, full: params.full_points }));
  if (typeof params.total_bps === 'number') out.push(t('timeline:total', { points: wide(params.total_bps) }));
  if (params.body !== undefined && params.body !== null) out.push(t(`timeline:by.${params.body}`));
  if (code === 'post_ranked') out.push(t(params.passed === true ? 'timeline:passed_mark' : 'timeline:below_mark'));
  if (code.startsWith('dispatch_') && code !== 'dispatch_proposed' && params.purpose !== undefined && params.purpose !== null) out.push(t(`dispatch:purpose_of.${params.purpose}`));
  if (SPAN.includes(code) && typeof params.first_day === 'string') out.push(t('timeline:span', { from: params.first_day, to: params.last_day ?? t('timeline:open_end') }));
  if (FROM.includes(code) && typeof params.first_day === 'string') out.push(t('timeline:from_day', { day: params.first_day }));
  if (UNTIL.includes(code) && typeof params.last_day === 'string') out.push(t('timeline:until', { day: params.last_day }));
  if (params.request_state !== undefined && params.request_state !== null) out.push(t(`common:state.${params.request_state}`));
  if (code === 'dispatch_proposed' && params.dispatch_state !== undefined && params.dispatch_state !== null) out.push(t(`common:state.${params.dispatch_state}`));
  return out.filter((piece) => piece !== '');
}

/** Entries by the year of their day, in their order. */
export function byYear(entries: readonly Entry[]): { year: string; entries: Entry[] }[] {
  const out: { year: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const year = entry.on.slice(0, 4);
    const last = out.at(-1);
    if (last?.year === year) last.entries.push(entry);
    else out.push({ year, entries: [entry] });
  }
  return out;
}

import { FLAGS, GRADES, type Grade, type PolicyBody } from './api';

/** A value of the policy, with what it counts. */
export type PolicyValue =
  | { kind: 'none' }
  | { kind: 'count'; value: number; unit?: 'days' | 'working_days' | 'seconds' | 'threads' | 'clients' | 'rows' | 'hours' | 'years' | 'events' | 'months' | 'people' | 'points' }
  | { kind: 'fen'; value: number }
  | { kind: 'bps'; value: number }
  | { kind: 'flag'; value: boolean }
  | { kind: 'grade'; value: Grade }
  | { kind: 'words'; value: string[] }
  | { kind: 'body'; value: 'branch' | 'committee' }
  | { kind: 'demotion'; value: PolicyBody['certification']['demotion'] }
  | { kind: 'text'; value: string };

/** One line of a policy: its name as a text key with parts that are keys themselves, and its value. */
export interface PolicyLine {
  id: string;
  group: 'capacity' | 'grade_rules' | 'worth' | 'notice' | 'clearing' | 'data' | 'training' | 'qualification' | 'staffing' | 'standards' | 'recruitment';
  name: string;
  /** Text keys that fill `{{grade}}`, `{{when}}` or `{{line}}` of the name. */
  parts: Record<string, string>;
  /** What fills the name as it is. */
  literal?: Record<string, string>;
  value: PolicyValue;
}

const optional = (value: number | null | undefined, make: (value: number) => PolicyValue): PolicyValue => (value === null || value === undefined ? { kind: 'none' } : make(value));

/** "standing:core" as the key of its words. */
export function whenKey(when: string): string {
  const [kind = '', value = ''] = when.split(':');
  return `common:${kind}.${value}`;
}

/** Every condition that a grade rule may name, in the order in which people read them. */
export const CONDITIONS: readonly string[] = [
  ...['core', 'basic', 'other'].map((value) => `standing:${value}`),
  ...['large', 'medium', 'small'].map((value) => `size:${value}`),
  ...FLAGS.map((value) => `flag:${value}`),
];

/** The weights of a grade's standard, in the order in which people read them. */
export const STANDARD_WEIGHTS = ['performance_bps', 'ability_bps', 'written_bps', 'oral_bps', 'case_design_bps', 'practice_bps'] as const;
const PERCENT = 100;

/** The whole policy as lines, in a fixed order. */
export function policyLines(body: PolicyBody): PolicyLine[] {
  const lines: PolicyLine[] = [];
  const clients = (value: number): PolicyValue => ({ kind: 'count', value, unit: 'clients' });
  const { capacity } = body;
  for (const grade of GRADES) {
    const found = capacity.find((entry) => entry.grade === grade);
    const parts = { grade: `common:grade.${grade}` };
    lines.push(
      { id: `capacity.${grade}.clients`, group: 'capacity', name: 'policy:line.clients', parts, value: optional(found?.clients, clients) },
      { id: `capacity.${grade}.core`, group: 'capacity', name: 'policy:line.core_clients', parts, value: optional(found?.core_clients, clients) },
      { id: `capacity.${grade}.exposure`, group: 'capacity', name: 'policy:line.exposure', parts, value: optional(found?.exposure_fen, (value) => ({ kind: 'fen', value })) },
    );
  }
  for (const rule of body.grade_rules) {
    lines.push({ id: `rule.${rule.when}`, group: 'grade_rules', name: 'policy:line.rule', parts: { when: whenKey(rule.when) }, value: { kind: 'grade', value: rule.grade } });
  }
  const line = (group: PolicyLine['group'], name: string, value: PolicyValue): void => {
    lines.push({ id: name, group, name: `policy:line.${name}`, parts: {}, value });
  };
  const { worth, clearing } = body;
  line('worth', 'worth_days', { kind: 'count', value: worth.days, unit: 'days' });
  line('worth', 'corporate_deposit_bps', { kind: 'bps', value: worth.corporate_deposit_bps });
  line('worth', 'personal_deposit_bps', { kind: 'bps', value: worth.personal_deposit_bps });
  line('worth', 'loan_bps', { kind: 'bps', value: worth.loan_bps });
  line('worth', 'intermediary_bps', { kind: 'bps', value: worth.intermediary_bps });
  line('worth', 'base_currency', { kind: 'text', value: body.base_currency });
  line('notice', 'notice_working_days', { kind: 'count', value: body.notice_working_days, unit: 'working_days' });
  line('notice', 'notice_restarts', { kind: 'flag', value: body.notice_restarts });
  line('clearing', 'value_unit', { kind: 'fen', value: body.value_unit_fen });
  line('clearing', 'time_limit', { kind: 'count', value: clearing.time_limit_s, unit: 'seconds' });
  line('clearing', 'work_limit', optional(clearing.work_limit, (value) => ({ kind: 'count', value })));
  line('clearing', 'threads', { kind: 'count', value: clearing.threads, unit: 'threads' });
  const beacon = body.draw_beacon ?? '';
  line('clearing', 'draw_beacon', beacon === '' ? { kind: 'none' } : { kind: 'text', value: beacon });
  line('data', 'export_rows', { kind: 'count', value: body.export.max_rows, unit: 'rows' });
  line('data', 'export_hours', { kind: 'count', value: body.export.keep_hours, unit: 'hours' });
  line('data', 'kept_years', { kind: 'count', value: body.client_data_kept_years, unit: 'years' });
  line('training', 'trainings_per_year', { kind: 'count', value: body.trainings_per_year, unit: 'events' });
  line('training', 'exam_warning_days', { kind: 'count', value: body.exam_warning_days, unit: 'days' });
  const { qualification: q } = body;
  line('qualification', 'months_in_banking', { kind: 'count', value: q.months_in_banking, unit: 'months' });
  line('qualification', 'education', { kind: 'words', value: [`qualification:education.${q.education}`] });
  line('qualification', 'health_months', { kind: 'count', value: q.health_months, unit: 'months' });
  line('qualification', 'raters', { kind: 'count', value: q.raters, unit: 'people' });
  line('qualification', 'rating_months', { kind: 'count', value: q.rating_months, unit: 'months' });
  line('qualification', 'rating_method', { kind: 'words', value: [`policy:rating_method.${q.rating_method}`] });
  line('qualification', 'rater_roles', { kind: 'words', value: q.rater_roles.map((role) => `common:role.${role}`) });
  const further = q.further ?? '';
  line('qualification', 'further', further === '' ? { kind: 'none' } : { kind: 'text', value: further });
  for (const rule of q.lines) {
    const parts = { line: `qualification:line.${rule.line}` };
    lines.push(
      { id: `qualification.${rule.line}.classes`, group: 'qualification', name: 'policy:line.line_classes', parts, value: { kind: 'words', value: rule.classes.map((one) => `common:class.${one}`) } },
      { id: `qualification.${rule.line}.grade`, group: 'qualification', name: 'policy:line.line_grade', parts, value: { kind: 'grade', value: rule.lowest_grade } },
    );
    if (typeof rule.pass_mark === 'number') lines.push({ id: `qualification.${rule.line}.mark`, group: 'qualification', name: 'policy:line.line_mark', parts, value: { kind: 'count', value: rule.pass_mark, unit: 'points' } });
  }
  line('staffing', 'term_warning_days', { kind: 'count', value: body.term_warning_days, unit: 'days' });
  line('staffing', 'renewal_body', { kind: 'body', value: body.renewal_body });
  const { certification } = body;
  line('staffing', 'certificate_months', { kind: 'count', value: certification.certificate_months, unit: 'months' });
  line('staffing', 'certificate_warning', { kind: 'count', value: certification.warning_days, unit: 'days' });
  line('staffing', 'lower_body', { kind: 'body', value: certification.lower_body });
  line('staffing', 'may_overturn', { kind: 'flag', value: certification.may_overturn });
  line('staffing', 'lapsed_limits_bidding', { kind: 'flag', value: certification.lapsed_limits_bidding });
  line('staffing', 'unknown_blocks', { kind: 'flag', value: certification.unknown_blocks });
  line('staffing', 'demotion', { kind: 'demotion', value: certification.demotion });
  for (const grade of GRADES) {
    const found = certification.standards.find((entry) => entry.grade === grade);
    const parts = { grade: `common:grade.${grade}` };
    if (found === undefined) continue;
    const weights = STANDARD_WEIGHTS.map((part) => (found[part] / PERCENT).toString()).join(' / ');
    lines.push(
      { id: `standard.${grade}.weights`, group: 'standards', name: 'policy:line.weights', parts, value: { kind: 'text', value: weights } },
      { id: `standard.${grade}.pass`, group: 'standards', name: 'policy:line.pass', parts, value: { kind: 'bps', value: found.pass_bps } },
      { id: `standard.${grade}.floor`, group: 'standards', name: 'policy:line.floor', parts, value: { kind: 'bps', value: found.part_floor_bps } },
    );
  }
  line('training', 'dispatch_lowest_grade', { kind: 'grade', value: body.dispatch_lowest_grade });
  const { recruitment: r } = body;
  for (const criterion of r.criteria) {
    lines.push({ id: `recruitment.${criterion.key}`, group: 'recruitment', name: 'policy:line.criterion', parts: {}, literal: { name: criterion.name }, value: { kind: 'bps', value: criterion.weight_bps } });
  }
  line('recruitment', 'panel_size', { kind: 'count', value: r.panel_size, unit: 'people' });
  line('recruitment', 'sheets', { kind: 'count', value: r.sheets });
  line('recruitment', 'pass_mark', { kind: 'count', value: r.pass_mark, unit: 'points' });
  line('recruitment', 'tie_rule', { kind: 'words', value: [`policy:tie_rule.${r.tie_rule}`] });
  line('recruitment', 'unknown_admits', { kind: 'flag', value: r.unknown_admits });
  line('recruitment', 'appointed_by', { kind: 'words', value: [`policy:appointed_by.${r.appointed_by}`] });
  line('recruitment', 'recruitment_notice', { kind: 'count', value: r.notice_working_days, unit: 'working_days' });
  line('recruitment', 'documents', { kind: 'count', value: r.documents });
  line('recruitment', 'document_months', { kind: 'count', value: r.document_months, unit: 'months' });
  return lines;
}

/** A line that differs; `from` or `to` is absent where one side has no such line. */
export interface PolicyChange {
  line: PolicyLine;
  from: PolicyValue | undefined;
  to: PolicyValue | undefined;
}

/** What differs between two policies, in the order of the lines. */
export function policyChanges(before: PolicyBody, after: PolicyBody): PolicyChange[] {
  const old = new Map(policyLines(before).map((line) => [line.id, line]));
  const fresh = new Map(policyLines(after).map((line) => [line.id, line]));
  const ids = [...new Set([...old.keys(), ...fresh.keys()])];
  return ids.flatMap((id) => {
    const line = fresh.get(id) ?? old.get(id);
    const from = old.get(id)?.value;
    const to = fresh.get(id)?.value;
    return line === undefined || JSON.stringify(from) === JSON.stringify(to) ? [] : [{ line, from, to }];
  });
}

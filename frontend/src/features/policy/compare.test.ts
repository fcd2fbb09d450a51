import { describe, expect, it } from 'vitest';
import type { PolicyBody } from './api';
import { policyChanges, policyLines, whenKey } from './compare';

const body: PolicyBody = {
  base_currency: 'CNY',
  capacity: [{ grade: 'trainee', clients: 40, core_clients: 0, exposure_fen: 2_000_000_000 }],
  grade_rules: [{ when: 'standing:core', grade: 'senior' }],
  worth: { days: 90, corporate_deposit_bps: 10_000, personal_deposit_bps: 10_000, loan_bps: 10_000, intermediary_bps: 0 },
  notice_working_days: 5,
  notice_restarts: true,
  value_unit_fen: 1_000_000,
  clearing: { time_limit_s: 60, threads: 1 },
  export: { max_rows: 20_000, keep_hours: 24 },
  draw_beacon: null,
  client_data_kept_years: 10,
  trainings_per_year: 2,
  exam_warning_days: 90,
  qualification: {
    lines: [{ line: 'image', classes: ['a', 'b'], lowest_grade: 'trainee', pass_mark: 60 }],
    months_in_banking: 12,
    education: 'junior_college',
    health_months: 12,
    raters: 3,
    rater_roles: ['president'],
    rating_method: 'mean',
    rating_months: 24,
  },
  term_warning_days: 90,
  renewal_body: 'branch',
  certification: { certificate_months: 24, warning_days: 90, lower_body: 'branch', may_overturn: true, lapsed_limits_bidding: true, unknown_blocks: true, demotion: 'committee', standards: [] },
  dispatch_lowest_grade: 'senior',
  recruitment: {
    criteria: [{ key: 'performance', name: '工作业绩', weight_bps: 10_000 }],
    panel_size: 3,
    sheets: 2,
    pass_mark: 60,
    tie_rule: 'chair',
    unknown_admits: true,
    appointed_by: 'branch',
    notice_working_days: 5,
    documents: 10,
    document_months: 24,
  },
};

describe('policyChanges', () => {
  it('names the training owed in a year', () => {
    expect(policyChanges(body, { ...body, trainings_per_year: 3 }).map((change) => [change.line.id, change.from, change.to])).toEqual([
      ['trainings_per_year', { kind: 'count', value: 2, unit: 'events' }, { kind: 'count', value: 3, unit: 'events' }],
    ]);
  });

  it('names a higher pass mark and another lowest education', () => {
    const { qualification } = body;
    const lines = qualification.lines.map((rule) => ({ ...rule, pass_mark: 70 }));
    expect(policyChanges(body, { ...body, qualification: { ...qualification, lines, education: 'bachelor' } }).map((change) => [change.line.id, change.to])).toEqual([
      ['education', { kind: 'words', value: ['qualification:education.bachelor'] }],
      ['qualification.image.mark', { kind: 'count', value: 70, unit: 'points' }],
    ]);
  });

  it('finds nothing between a policy and itself', () => {
    expect(policyChanges(body, structuredClone(body))).toEqual([]);
  });

  it('names what differs, and what appears or goes', () => {
    const after: PolicyBody = { ...body, notice_working_days: 7, grade_rules: [{ when: 'size:large', grade: 'level_1' }] };
    expect(policyChanges(body, after).map((change) => [change.line.id, change.from, change.to])).toEqual([
      ['rule.standing:core', { kind: 'grade', value: 'senior' }, undefined],
      ['notice_working_days', { kind: 'count', value: 5, unit: 'working_days' }, { kind: 'count', value: 7, unit: 'working_days' }],
      ['rule.size:large', undefined, { kind: 'grade', value: 'level_1' }],
    ]);
  });

  it('tells other limits of an export', () => {
    const after: PolicyBody = { ...body, export: { max_rows: 5_000, keep_hours: 24 } };
    expect(policyChanges(body, after).map((change) => [change.line.id, change.from, change.to])).toEqual([['export_rows', { kind: 'count', value: 20_000, unit: 'rows' }, { kind: 'count', value: 5_000, unit: 'rows' }]]);
  });

  it('takes an absent limit and a null one as the same', () => {
    expect(policyChanges(body, { ...body, clearing: { time_limit_s: 60, threads: 1, work_limit: null } })).toEqual([]);
  });
});

describe('policyLines', () => {
  it('has a line of limits for every grade', () => {
    expect(policyLines(body).filter((line) => line.group === 'capacity')).toHaveLength(15);
  });
});

describe('whenKey', () => {
  it('is the key of the condition\u2019s words', () => {
    expect(whenKey('flag:high_value')).toBe('common:flag.high_value');
  });
});

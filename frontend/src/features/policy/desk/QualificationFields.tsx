import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/desk/Panel';
import { GRADES, type PolicyBody } from '../api';

type Rules = PolicyBody['qualification'];

const EDUCATIONS = ['junior_college', 'bachelor', 'master', 'doctorate'] as const;
const METHODS = ['mean', 'trimmed_mean'] as const;
const ROLES = ['supervisor', 'outlet_head', 'vice_president', 'president_assistant', 'president', 'group_member', 'hq_business', 'hq_credit', 'hq_product', 'hq_finance', 'hq_hr', 'committee_member'] as const;

/** What else the bank asks for applies to everybody where it is said, and is no line where it is not. */
export function withFurther(rules: Rules): Rules {
  const further = rules.further?.trim() ?? '';
  const lines = rules.lines.filter((rule) => rule.line !== 'further');
  if (further === '') return { ...rules, lines, further: null };
  const kept = rules.lines.find((rule) => rule.line === 'further') ?? { line: 'further' as const, classes: ['a' as const, 'b' as const], lowest_grade: 'trainee' as const };
  return { ...rules, lines: [...lines, kept], further };
}

/** What somebody must meet to be a manager. */
export function QualificationFields({ lines }: { lines: Rules['lines'] }) {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('policy:required') }];
  const name = (...path: (string | number)[]) => ['body', 'qualification', ...path];
  const number = (field: string, min: number, max: number, extra?: string) => (
    <Form.Item name={name(field)} label={t(`policy:${field}_field`)} rules={required} {...(extra !== undefined && { extra })}>
      <InputNumber min={min} max={max} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <Panel title={t('policy:group.qualification')}>
      <div className="kj-inline-form">
        {number('months_in_banking', 12, 240, t('policy:months_in_banking_hint'))}
        <Form.Item name={name('education')} label={t('policy:line.education')} rules={required}>
          <Select options={EDUCATIONS.map((value) => ({ value, label: t(`qualification:education.${value}`) }))} />
        </Form.Item>
        {number('health_months', 1, 120)}
        {number('raters', 1, 15)}
        {number('rating_months', 1, 120)}
        <Form.Item name={name('rating_method')} label={t('policy:line.rating_method')} rules={required}>
          <Select options={METHODS.map((value) => ({ value, label: t(`policy:rating_method.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name={name('rater_roles')} label={t('policy:line.rater_roles')} rules={required}>
        <Select mode="multiple" options={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))} />
      </Form.Item>
      <Form.Item name={name('further')} label={t('policy:line.further')} extra={t('policy:further_hint')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
      </Form.Item>
      <p className="kj-quiet">{t('policy:lines_hint')}</p>
      <div className="kj-grid-form">
        {lines.map((rule, index) => (
          <div key={rule.line} className="kj-grid-row">
            <span className="kj-grid-name">{t(`qualification:line.${rule.line}`)}</span>
            <Form.Item name={name('lines', index, 'line')} hidden>
              <Input />
            </Form.Item>
            <Form.Item name={name('lines', index, 'classes')} label={t('policy:line_classes_field')} rules={required}>
              <Select mode="multiple" options={(['a', 'b'] as const).map((value) => ({ value, label: t(`common:class.${value}`) }))} />
            </Form.Item>
            <Form.Item name={name('lines', index, 'lowest_grade')} label={t('policy:line_grade_field')} rules={required}>
              <Select options={GRADES.map((value) => ({ value, label: t('policy:at_least', { grade: t(`common:grade.${value}`) }) }))} />
            </Form.Item>
            {typeof rule.pass_mark === 'number' && (
              <Form.Item name={name('lines', index, 'pass_mark')} label={t('policy:line_mark_field')} rules={required}>
                <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}

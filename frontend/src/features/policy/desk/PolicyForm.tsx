import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, InputNumber, Select, Space, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/desk/AmountInput';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { newId } from '@/lib/api';
import { showFieldErrors } from '@/lib/field-errors';
import { useMe } from '@/lib/session';
import { GRADES, proposePolicy, type PolicyBody, type PolicyVersion } from '../api';
import { CONDITIONS, whenKey } from '../compare';
import { PolicyDiff } from './PolicyDiff';
import { QualificationFields, withFurther } from './QualificationFields';
import { StaffingFields } from './StaffingFields';
import { RecruitmentFields } from './RecruitmentFields';

interface Values {
  effective_from: Dayjs | null;
  note: string;
  body: PolicyBody;
}

const HIGHEST_FIRST = [...GRADES].reverse();

/** Missing limits of the grades are shown as empty lines, so that each grade has one. */
function withEveryGrade(body: PolicyBody): PolicyBody {
  const capacity = HIGHEST_FIRST.map((grade) => body.capacity.find((entry) => entry.grade === grade) ?? { grade, clients: null, core_clients: null, exposure_fen: null });
  return { ...structuredClone(body), capacity };
}

function BpsField({ name, label }: { name: string; label: string }) {
  return (
    <Form.Item name={['body', 'worth', name]} label={label} getValueProps={(bps: number | null) => ({ value: bps === null ? null : bps / 100 })} normalize={(percent: number | null) => (percent === null ? null : Math.round(percent * 100))} rules={[{ required: true }]}>
      <InputNumber min={0} max={1000} precision={2} suffix="%" style={{ width: '100%' }} />
    </Form.Item>
  );
}

/** Proposes a version on the ground of another; the committee adopts it. */
export function PolicyForm({ base }: { base: PolicyVersion }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [start] = useState(() => withEveryGrade(base.body));
  const [key] = useState(newId);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const typed = Form.useWatch([], form) as Values | undefined;
  const today = dayjs(me.today);
  const required = { required: true, message: t('policy:required') };
  const amount = { validator: (_rule: unknown, value: number | null) => (Number.isNaN(value) ? Promise.reject(new Error(t('common:amount_invalid', { decimals: 6 }))) : Promise.resolve()) };

  const submit = async (values: Values): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      // Fields that this page does not show keep what the ground says.
      const body = { ...start, ...values.body, qualification: withFurther({ ...start.qualification, ...values.body.qualification }), draw_beacon: values.body.draw_beacon === '' ? null : (values.body.draw_beacon ?? null) };
      const made = await proposePolicy({ effective_from: values.effective_from?.format('YYYY-MM-DD') ?? '', note: values.note.trim(), body }, key);
      await Promise.all([cache.invalidateQueries({ queryKey: ['policies'] }), cache.invalidateQueries({ queryKey: ['approvals'] })]);
      const request = made.request_id;
      say(
        t('policy:proposed', { number: made.number }),
        request === undefined || request === null ? undefined : { href: `/approvals/${request}?box=proposed`, label: t('policy:see_request') },
      );
      await navigate({ to: '/policy', search: { number: made.number.toString() } });
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError={{ focus: true }}
      initialValues={{ body: start }}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <div className="kj-columns">
        <div className="kj-stack">
          <Panel title={t('policy:group.capacity')}>
            <p className="kj-quiet">{t('policy:capacity_hint')}</p>
            <div className="kj-grid-form">
              {HIGHEST_FIRST.map((grade, index) => (
                <div key={grade} className="kj-grid-row">
                  <span className="kj-grid-name">{t(`common:grade.${grade}`)}</span>
                  <Form.Item name={['body', 'capacity', index, 'grade']} hidden>
                    <Input />
                  </Form.Item>
                  <Form.Item name={['body', 'capacity', index, 'clients']} label={t('policy:clients')}>
                    <InputNumber min={0} max={100_000} precision={0} placeholder={t('common:unlimited')} style={{ width: '100%' }} />
                  </Form.Item>
                  <Form.Item name={['body', 'capacity', index, 'core_clients']} label={t('policy:core_clients')}>
                    <InputNumber min={0} max={100_000} precision={0} placeholder={t('common:unlimited')} style={{ width: '100%' }} />
                  </Form.Item>
                  <Form.Item name={['body', 'capacity', index, 'exposure_fen']} label={t('policy:exposure_field')} rules={[amount]}>
                    <AmountInput placeholder={t('common:unlimited')} />
                  </Form.Item>
                </div>
              ))}
            </div>
          </Panel>
          <Panel title={t('policy:group.grade_rules')}>
            <p className="kj-quiet">{t('policy:rules_hint')}</p>
            <Form.List name={['body', 'grade_rules']}>
              {(fields, { add, remove }) => (
                <>
                  {fields.map((field) => (
                    <Space key={field.key} align="start" wrap>
                      <Form.Item name={[field.name, 'when']} rules={[required]}>
                        <Select
                          aria-label={t('policy:when')}
                          placeholder={t('policy:when')}
                          style={{ width: 220 }}
                          showSearch={{ optionFilterProp: 'label' }}
                          options={CONDITIONS.map((when) => ({ value: when, label: t(whenKey(when)) }))}
                        />
                      </Form.Item>
                      <Form.Item name={[field.name, 'grade']} rules={[required]}>
                        <Select aria-label={t('policy:grade')} placeholder={t('policy:grade')} style={{ width: 160 }} options={GRADES.map((grade) => ({ value: grade, label: t('policy:at_least', { grade: t(`common:grade.${grade}`) }) }))} />
                      </Form.Item>
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        aria-label={t('policy:remove_rule')}
                        title={t('policy:remove_rule')}
                        onClick={() => {
                          remove(field.name);
                        }}
                      />
                    </Space>
                  ))}
                  <div>
                    <Button
                      icon={<PlusOutlined />}
                      onClick={() => {
                        add({});
                      }}
                    >
                      {t('policy:add_rule')}
                    </Button>
                  </div>
                </>
              )}
            </Form.List>
          </Panel>
          <Panel title={t('policy:group.worth')}>
            <div className="kj-inline-form">
              <Form.Item name={['body', 'worth', 'days']} label={t('policy:line.worth_days')} rules={[required]}>
                <InputNumber min={1} max={366} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <BpsField name="corporate_deposit_bps" label={t('policy:line.corporate_deposit_bps')} />
              <BpsField name="personal_deposit_bps" label={t('policy:line.personal_deposit_bps')} />
              <BpsField name="loan_bps" label={t('policy:line.loan_bps')} />
              <BpsField name="intermediary_bps" label={t('policy:line.intermediary_bps')} />
              <Form.Item name={['body', 'base_currency']} label={t('policy:line.base_currency')} rules={[required]}>
                <Input maxLength={3} />
              </Form.Item>
            </div>
          </Panel>
          <Panel title={t('policy:group.notice')}>
            <div className="kj-inline-form">
              <Form.Item name={['body', 'notice_working_days']} label={t('policy:line.notice_working_days')} rules={[required]}>
                <InputNumber min={1} max={60} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'notice_restarts']} label={t('policy:line.notice_restarts')} valuePropName="checked">
                <Switch />
              </Form.Item>
            </div>
          </Panel>
          <Panel title={t('policy:group.clearing')}>
            <div className="kj-inline-form">
              <Form.Item name={['body', 'value_unit_fen']} label={t('policy:line.value_unit')} rules={[required, amount]}>
                <AmountInput />
              </Form.Item>
              <Form.Item name={['body', 'clearing', 'time_limit_s']} label={t('policy:time_limit_field')} rules={[required]}>
                <InputNumber min={1} max={86_400} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'clearing', 'work_limit']} label={t('policy:line.work_limit')}>
                <InputNumber min={1} max={Number.MAX_SAFE_INTEGER} precision={0} placeholder={t('common:unlimited')} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'clearing', 'threads']} label={t('policy:line.threads')} rules={[required]}>
                <InputNumber min={1} max={64} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'draw_beacon']} label={t('policy:line.draw_beacon')} extra={t('policy:beacon_hint')}>
                <Input maxLength={200} />
              </Form.Item>
            </div>
          </Panel>
          <Panel title={t('policy:group.data')}>
            <div className="kj-inline-form">
              <Form.Item name={['body', 'export', 'max_rows']} label={t('policy:line.export_rows')} extra={t('policy:export_rows_hint')} rules={[required]}>
                <InputNumber min={1} max={50_000} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'export', 'keep_hours']} label={t('policy:export_hours_field')} extra={t('policy:export_hours_hint')} rules={[required]}>
                <InputNumber min={1} max={168} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'client_data_kept_years']} label={t('policy:kept_years_field')} extra={t('policy:kept_years_hint')} rules={[required]}>
                <InputNumber min={10} max={100} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            </div>
          </Panel>
          <Panel title={t('policy:group.training')}>
            <div className="kj-inline-form">
              <Form.Item name={['body', 'trainings_per_year']} label={t('policy:trainings_field')} extra={t('policy:trainings_hint')} rules={[required]}>
                <InputNumber min={0} max={100} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'exam_warning_days']} label={t('policy:exam_warning_field')} extra={t('policy:exam_warning_hint')} rules={[required]}>
                <InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={['body', 'dispatch_lowest_grade']} label={t('policy:line.dispatch_lowest_grade')} extra={t('policy:dispatch_hint')} rules={[required]}>
                <Select options={GRADES.map((grade) => ({ value: grade, label: t(`common:grade.${grade}`) }))} />
              </Form.Item>
            </div>
          </Panel>
          <QualificationFields lines={start.qualification.lines} />
          <StaffingFields standards={start.certification.standards} />
          <RecruitmentFields criteria={start.recruitment.criteria} />
        </div>
        <div className="kj-stack kj-sticky">
          <Panel title={t('policy:proposal')}>
            <Form.Item name="effective_from" label={t('policy:effective_from')} extra={t('policy:effective_hint')} rules={[{ required: true, message: t('policy:effective_required') }]}>
              <DatePicker style={{ width: '100%' }} disabledDate={(day) => !day.isAfter(today, 'day')} />
            </Form.Item>
            <Form.Item name="note" label={t('policy:note')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
            </Form.Item>
            {error !== undefined && (
              <div style={{ marginBottom: 16 }}>
                <ErrorState error={error} />
              </div>
            )}
            <p className="kj-quiet">{t('policy:after')}</p>
            <Button type="primary" htmlType="submit" block loading={running}>
              {t('policy:propose')}
            </Button>
          </Panel>
          <Panel title={t('policy:changes_so_far')}>
            <PolicyDiff before={start} after={{ ...start, ...typed?.body }} beforeTitle={t('policy:before')} afterTitle={t('policy:after_change')} />
          </Panel>
        </div>
      </div>
    </Form>
  );
}

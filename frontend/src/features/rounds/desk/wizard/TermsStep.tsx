import { Button, Collapse, DatePicker, Form, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { fieldErrors } from '@/lib/field-errors';
import { MEASURES } from '@/features/rounds/words';
import { updateRound, useRoundAct, type Round } from '@/features/rounds/api';
import type { Measure } from '@/features/rounds/types';
import { stay, toDate } from '@/lib/moments';

interface Values {
  measure: Measure;
  unit_yuan: number;
  period: [Dayjs, Dayjs];
  time_limit_s: number;
  work_limit?: number | null;
  threads: number;
}

const FEN_PER_YUAN = 100;

/** What winners commit to, and how long the clearing may take; the policy's values stand until somebody changes them. */
export function TermsStep({ round, onSaved }: { round: Round; onSaved: (round: Round) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const save = useRoundAct((values: Values) =>
    updateRound(round, {
      terms: {
        measure: values.measure,
        unit_fen: values.unit_yuan * FEN_PER_YUAN,
        period_from: toDate(values.period[0]) ?? '',
        period_to: toDate(values.period[1]) ?? '',
        time_limit_s: values.time_limit_s,
        threads: values.threads,
        ...(values.work_limit !== null && values.work_limit !== undefined && { work_limit: values.work_limit }),
      },
    }),
  );
  const submit = async (values: Values): Promise<void> => {
    setError(undefined);
    try {
      onSaved(await save.mutateAsync(values));
    } catch (failure) {
      const named = fieldErrors(failure);
      if (named.length === 0) setError(failure);
      else form.setFields(named.map((field) => ({ name: field.name.at(-1) as keyof Values, errors: field.errors })));
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="kj-form"
      initialValues={{
        measure: round.terms.measure,
        unit_yuan: round.terms.unit_fen / FEN_PER_YUAN,
        period: [dayjs(round.terms.period_from), dayjs(round.terms.period_to)],
        time_limit_s: round.terms.time_limit_s,
        work_limit: round.terms.work_limit ?? null,
        threads: round.terms.threads,
      }}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <p className="kj-quiet">
        {t('roundsdesk:wizard.terms_lead')} <ClauseMark id="D9.5" />
      </p>
      <div className="kj-form-row">
        <Form.Item name="measure" label={t('rounds:measure_title')}>
          <Select options={MEASURES.map((measure) => ({ value: measure, label: t(`rounds:measure.${measure}`) }))} />
        </Form.Item>
        <Form.Item name="unit_yuan" label={t('roundsdesk:wizard.unit')} rules={[{ required: true, message: t('roundsdesk:wizard.number_required') }]}>
          <InputNumber min={1} max={1_000_000_000} precision={0} suffix={t('common:unit_yuan')} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="period" label={t('roundsdesk:wizard.period')} rules={[{ required: true, message: t('roundsdesk:wizard.period_required') }]}>
          <DatePicker.RangePicker onKeyDown={stay} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Collapse
        ghost
        items={[
          {
            key: 'limits',
            label: t('roundsdesk:wizard.limits'),
            forceRender: true,
            children: (
              <div className="kj-form-row">
                <Form.Item name="time_limit_s" label={t('roundsdesk:wizard.time_limit')} rules={[{ required: true, message: t('roundsdesk:wizard.number_required') }]}>
                  <InputNumber min={1} max={86_400} precision={0} suffix={t('roundsdesk:wizard.seconds')} style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name="work_limit" label={t('roundsdesk:wizard.work_limit')} extra={t('roundsdesk:wizard.work_limit_hint')}>
                  <InputNumber min={1} precision={0} style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name="threads" label={t('roundsdesk:wizard.threads')} rules={[{ required: true, message: t('roundsdesk:wizard.number_required') }]}>
                  <InputNumber min={1} max={64} precision={0} style={{ width: '100%' }} />
                </Form.Item>
              </div>
            ),
          },
        ]}
      />
      {error !== undefined && <ErrorState error={error} />}
      <div className="kj-form-end">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('roundsdesk:wizard.save_next')}
        </Button>
      </div>
    </Form>
  );
}

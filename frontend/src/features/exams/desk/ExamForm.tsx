import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { fromMoment, stay, toMoment } from '@/lib/moments';
import { createExam, GRADES, updateExam, useExamAct, type Exam, type ExamPatch, type PaperRule } from '../api';
import { RulesTable } from './RulesTable';

type Purpose = Exam['purpose'];
type Grade = (typeof GRADES)[number];

interface Values {
  name: string;
  purpose: Purpose;
  grade?: Grade;
  opens_at: Dayjs;
  closes_at: Dayjs;
  minutes: number;
  pass: number;
  mark_limit: number;
  rules: PaperRule[];
}

const WIDTH = 960;
const PER_CENT = 100;
const FIRST = { purpose: 'grade', minutes: 90, pass: 60, mark_limit: 2, rules: [] } as const;

/** What both forms send of a moment: the field is required, so it holds one. */
const moment = (value: Dayjs): string => toMoment(value) ?? '';

function Fields({ changing }: { changing: boolean }) {
  const { t } = useTranslation();
  const number = [{ required: true, message: t('examsdesk:number_required') }];
  const time = [{ required: true, message: t('examsdesk:time_required') }];
  return (
    <>
      <p className="kj-quiet">
        {t(changing ? 'examsdesk:edit_lead' : 'examsdesk:plan_lead')} <ClauseMark id="E2.3" />
      </p>
      <div className="kj-form-row">
        <Form.Item name="name" label={t('examsdesk:name')} rules={[{ required: true, whitespace: true, message: t('examsdesk:name_required') }]}>
          <Input maxLength={120} />
        </Form.Item>
        {!changing && (
          <>
            <Form.Item name="purpose" label={t('examsdesk:purpose')}>
              <Select options={(['grade', 'credit_officer'] as const).map((purpose) => ({ value: purpose, label: t(`examsdesk:purpose_of.${purpose}`) }))} />
            </Form.Item>
            <Form.Item noStyle dependencies={['purpose']}>
              {({ getFieldValue }) =>
                getFieldValue('purpose') === 'grade' && (
                  <Form.Item name="grade" label={t('examsdesk:grade')} rules={[{ required: true, message: t('examsdesk:grade_required') }]}>
                    <Select options={GRADES.map((grade) => ({ value: grade, label: t(`common:grade.${grade}`) }))} />
                  </Form.Item>
                )
              }
            </Form.Item>
          </>
        )}
      </div>
      <div className="kj-form-row">
        <Form.Item name="opens_at" label={t('examsdesk:opens')} extra={t('examsdesk:zone')} rules={time}>
          <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="closes_at" label={t('examsdesk:closes')} rules={time}>
          <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="minutes" label={t('examsdesk:minutes')} rules={number}>
          <InputNumber min={5} max={480} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className="kj-form-row">
        <Form.Item name="pass" label={t('examsdesk:pass')} rules={number}>
          <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="mark_limit" label={t('examsdesk:mark_limit')} extra={t('examsdesk:mark_limit_hint')} rules={number}>
          <InputNumber min={0} max={100} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item
        name="rules"
        label={t('examsdesk:rules')}
        extra={t('examsdesk:rules_hint')}
        rules={[{ validator: (_rule, rules: PaperRule[] | undefined) => ((rules?.length ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error(t('examsdesk:rules_required')))) }]}
      >
        <RulesTable />
      </Form.Item>
    </>
  );
}

/** Prepares an examination by a table of counts. */
export function PlanExam() {
  const { t } = useTranslation();
  const say = useSaid();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const create = useExamAct(({ values, key }: { values: Values; key: string }) =>
    createExam(
      {
        name: values.name,
        purpose: values.purpose,
        ...(values.purpose === 'grade' && { grade: values.grade ?? null }),
        opens_at: moment(values.opens_at),
        closes_at: moment(values.closes_at),
        minutes: values.minutes,
        pass_bps: values.pass * PER_CENT,
        mark_limit: values.mark_limit,
        rules: values.rules,
      },
      key,
    ),
  );
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('examsdesk:plan')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('examsdesk:plan')}
        act={t('examsdesk:plan')}
        width={WIDTH}
        initialValues={{ ...FIRST, rules: [] }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const exam = await create.mutateAsync({ values, key });
          say(t('examsdesk:planned', { name: exam.name }));
          void navigate({ to: '/exams/$id', params: { id: exam.id } });
        }}
      >
        {() => <Fields changing={false} />}
      </FormDialog>
    </>
  );
}

/** Changes an examination that is being prepared. */
export function EditExam({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const update = useExamAct((body: ExamPatch) => updateExam(exam, body));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('examsdesk:edit')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('examsdesk:edit')}
        act={t('common:save')}
        width={WIDTH}
        initialValues={{
          name: exam.name,
          opens_at: fromMoment(exam.opens_at) ?? undefined,
          closes_at: fromMoment(exam.closes_at) ?? undefined,
          minutes: exam.minutes,
          pass: Math.round(exam.pass_bps / PER_CENT),
          mark_limit: exam.mark_limit,
          rules: exam.rules ?? [],
        }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          await update.mutateAsync({
            name: values.name,
            opens_at: moment(values.opens_at),
            closes_at: moment(values.closes_at),
            minutes: values.minutes,
            pass_bps: values.pass * PER_CENT,
            mark_limit: values.mark_limit,
            rules: values.rules,
          });
          say(t('examsdesk:saved'));
        }}
      >
        {() => <Fields changing />}
      </FormDialog>
    </>
  );
}

import { Button, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { stay } from '@/lib/moments';
import { useMe } from '@/lib/session';
import { ENTERED, enterScore, reviewFile, useCertificationAct, type FileView, type ReviewInput, type ScoreInput } from '../api';
import { bpsOf } from '../words';

const DAY = 'YYYY-MM-DD';
const EVIDENCE_FIELD = 'certification-evidence';

function Evidence() {
  const { t } = useTranslation();
  return (
    <Form.Item name="evidence" htmlFor={EVIDENCE_FIELD} label={t('certification:evidence')} rules={[{ required: true, whitespace: true, message: t('certificationdesk:evidence_required') }]}>
      <Input.TextArea id={EVIDENCE_FIELD} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
    </Form.Item>
  );
}

/** Says what the review of qualification came to. */
export function ReviewFile({ file }: { file: FileView }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const review = useCertificationAct((body: ReviewInput) => reviewFile(file, body));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('certificationdesk:review')}
      </Button>
      <FormDialog<ReviewInput>
        open={open}
        title={t('certificationdesk:review_of', { name: file.name })}
        act={t('certificationdesk:review')}
        initialValues={{ passed: true }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          await review.mutateAsync({ passed: values.passed, reason: values.reason.trim(), evidence: values.evidence.trim() });
          say(t(values.passed ? 'certificationdesk:qualified' : 'certificationdesk:unqualified', { name: file.name }));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('certificationdesk:review_lead')} <ClauseMark id="E2.1" />
            </p>
            <Form.Item name="passed" label={t('certification:review')}>
              <Radio.Group options={[{ value: true, label: t('certification:passes') }, { value: false, label: t('certification:fails') }]} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={2000} />
            </Form.Item>
            <Evidence />
          </>
        )}
      </FormDialog>
    </>
  );
}

interface ScoreValues {
  part: ScoreInput['part'];
  points: number;
  evidence: string;
  examined_on: Dayjs;
}

/** Enters what was reached in a part. */
export function EnterScore({ file }: { file: FileView }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const enter = useCertificationAct(({ body, key }: { body: ScoreInput; key: string }) => enterScore(file, body, key));
  const weighs = (part: string): boolean => file.evaluation.lines.some((line) => line.part === part && line.weight_bps > 0);
  const parts = ENTERED.filter(weighs);
  const first = parts.find((part) => file.evaluation.lines.some((line) => line.part === part && (line.score_bps === null || line.score_bps === undefined)));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('certificationdesk:score')}
      </Button>
      <FormDialog<ScoreValues>
        open={open}
        title={t('certificationdesk:score_of', { name: file.name })}
        act={t('certificationdesk:score')}
        initialValues={{ examined_on: dayjs(me.today), ...(first !== undefined && { part: first }) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await enter.mutateAsync({ body: { part: values.part, score_bps: bpsOf(values.points), evidence: values.evidence.trim(), examined_on: values.examined_on.format(DAY) }, key });
          say(t('certificationdesk:scored', { part: t(`certification:part.${values.part}`) }));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('certificationdesk:score_lead')} <ClauseMark id="E2.3" />
            </p>
            <div className="kj-form-row">
              <Form.Item name="part" label={t('certification:part_name')} rules={[{ required: true, message: t('certificationdesk:part_required') }]}>
                <Select options={parts.map((part) => ({ value: part, label: t(`certification:part.${part}`) }))} />
              </Form.Item>
              <Form.Item name="points" label={t('certification:score')} extra={t('certificationdesk:of_hundred')} rules={[{ required: true, message: t('certificationdesk:points_required') }]}>
                <InputNumber min={0} max={100} precision={2} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="examined_on" label={t('certification:examined_on')} rules={[{ required: true, message: t('certificationdesk:day_required') }]}>
                <DatePicker onKeyDown={stay} style={{ width: '100%' }} disabledDate={(day) => day.isAfter(dayjs(me.today), 'day')} />
              </Form.Item>
            </div>
            <Evidence />
          </>
        )}
      </FormDialog>
    </>
  );
}

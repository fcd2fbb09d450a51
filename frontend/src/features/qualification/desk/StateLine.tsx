import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { useMe } from '@/lib/session';
import { EDUCATIONS, stateLine, useQualificationAct, type Education, type Line, type Outcome, type Qualification, type StatementInput } from '../api';

interface Values {
  outcome?: Outcome;
  education?: Education | 'unknown';
  evidence: string;
  source: string;
  stated_on: Dayjs;
}

/** What is sent: a level of education, or how the line stands. */
function bodyOf(line: Line, values: Values): StatementInput {
  const rest = { line: line.line, evidence: values.evidence.trim(), source: values.source.trim(), stated_on: values.stated_on.format('YYYY-MM-DD') };
  if (line.line !== 'education') return { ...rest, outcome: values.outcome ?? 'unknown' };
  return values.education === undefined || values.education === 'unknown' ? { ...rest, outcome: 'unknown' } : { ...rest, education: values.education };
}

/** States a line with evidence; what was said before stays in the history. */
export function StateLine({ of, line }: { of: Qualification; line: Line }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const state = useQualificationAct(({ body, key }: { body: StatementInput; key: string }) => stateLine(of.employee_id, body, key));
  const name = t(`qualification:line.${line.line}`);
  const required = (key: string) => [{ required: true, whitespace: true, message: t(key) }];
  const takeBack = { value: 'unknown', label: t('qualificationdesk:take_back') };
  return (
    <>
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        aria-label={t('qualificationdesk:state_line', { line: name })}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('qualificationdesk:state')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('qualificationdesk:state_title', { name: of.name, line: name })}
        act={t('qualificationdesk:state')}
        initialValues={{ stated_on: dayjs(me.today) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await state.mutateAsync({ body: bodyOf(line, values), key });
          say(t('qualificationdesk:stated', { line: name }));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('qualificationdesk:state_lead')} <ClauseMark id={line.clause} />
            </p>
            {line.line === 'education' ? (
              <Form.Item name="education" label={t('qualification:line.education')} rules={[{ required: true, message: t('qualificationdesk:choose') }]}>
                <Select options={[...EDUCATIONS.map((value) => ({ value, label: t(`qualification:education.${value}`) })), takeBack]} />
              </Form.Item>
            ) : (
              <Form.Item name="outcome" label={t('qualificationdesk:outcome')} rules={[{ required: true, message: t('qualificationdesk:choose') }]}>
                <Select options={[...(['passed', 'failed'] as const).map((value) => ({ value, label: t(`qualificationdesk:outcome_of.${value}`) })), takeBack]} />
              </Form.Item>
            )}
            <Form.Item name="evidence" label={t('qualificationdesk:evidence')} rules={required('qualificationdesk:evidence_required')}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
            <Form.Item name="source" label={t('qualificationdesk:source')} rules={required('qualificationdesk:source_required')}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="stated_on" label={t('qualificationdesk:stated_on')} rules={[{ required: true, message: t('qualificationdesk:date_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isAfter(dayjs(me.today), 'day')} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

import { Button, DatePicker, Form, Input, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { useMe } from '@/lib/session';
import { recordEmployment, revokeEmployment, useQualificationAct, type Employment, type EmploymentInput, type Qualification } from '../api';

interface Values {
  employer: string;
  post: string;
  days: [Dayjs, Dayjs];
  evidence: string;
}

function Record({ of }: { of: Qualification }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const record = useQualificationAct(({ body, key }: { body: EmploymentInput; key: string }) => recordEmployment(of.employee_id, body, key));
  const required = (key: string) => [{ required: true, whitespace: true, message: t(key) }];
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('qualificationdesk:record_employment')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('qualificationdesk:record_employment')}
        act={t('qualificationdesk:record')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const [from, to] = values.days;
          await record.mutateAsync({ body: { employer: values.employer.trim(), post: values.post.trim(), from_on: from.format('YYYY-MM-DD'), to_on: to.format('YYYY-MM-DD'), evidence: values.evidence.trim() }, key });
          say(t('qualificationdesk:employment_recorded'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('qualificationdesk:employment_lead')} <ClauseMark id="E2.1" />
            </p>
            <Form.Item name="employer" label={t('qualificationdesk:employer')} rules={required('qualificationdesk:employer_required')}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="post" label={t('qualificationdesk:post')} rules={required('qualificationdesk:post_required')}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="days" label={t('qualificationdesk:days')} extra={t('qualificationdesk:days_hint')} rules={[{ required: true, message: t('qualificationdesk:date_required') }]}>
              <DatePicker.RangePicker style={{ width: '100%' }} disabledDate={(day) => day.isAfter(dayjs(me.today), 'day')} />
            </Form.Item>
            <Form.Item name="evidence" label={t('qualificationdesk:evidence')} rules={required('qualificationdesk:evidence_required')}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Revoke({ employment, name }: { employment: Employment; name: string }) {
  const { t } = useTranslation();
  const say = useSaid();
  const revoke = useQualificationAct((reason: string) => revokeEmployment(employment, reason));
  return (
    <ConfirmAct
      act={t('qualificationdesk:revoke')}
      buttonType="link"
      danger
      withReason
      changes={[{ label: employment.employer, to: t('qualificationdesk:revoke_what') }]}
      whom={name}
      effective={t('qualificationdesk:at_once')}
      undo={t('qualificationdesk:revoke_undo')}
      clause="E2.1"
      onConfirm={async (reason) => {
        await revoke.mutateAsync(reason);
        say(t('qualificationdesk:revoked'));
      }}
    />
  );
}

/** Time in banking elsewhere, which counts beside the time at this bank. */
export function Employments({ of }: { of: Qualification }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('qualificationdesk:employments')} extra={of.may_record && <Record of={of} />}>
      <p className="kj-quiet">{t('qualificationdesk:hired_here', { date: of.hired_on })}</p>
      {of.employments.length > 0 && (
        <Table<Employment>
          size="small"
          pagination={false}
          rowKey={(row) => row.id}
          dataSource={of.employments}
          scroll={{ x: 'max-content' }}
          columns={[
            { key: 'employer', title: t('qualificationdesk:employer'), render: (_value, row) => (row.revoked_at ? <del>{row.employer}</del> : <strong>{row.employer}</strong>) },
            { key: 'post', title: t('qualificationdesk:post'), dataIndex: 'post' },
            { key: 'from', title: t('qualificationdesk:from'), render: (_value, row) => <DateText value={row.from_on} /> },
            { key: 'to', title: t('qualificationdesk:first_day_after'), render: (_value, row) => <DateText value={row.to_on} /> },
            { key: 'evidence', title: t('qualificationdesk:evidence'), render: (_value, row) => <div className="kj-grounds">{row.evidence}</div> },
            { key: 'by', title: t('qualificationdesk:recorded_by'), dataIndex: 'recorded_by' },
            { key: 'act', title: t('qualificationdesk:acts'), render: (_value, row) => (typeof row.reason === 'string' ? t('qualificationdesk:revoked_because', { reason: row.reason }) : of.may_record && <Revoke employment={row} name={of.name} />) },
          ]}
        />
      )}
    </Panel>
  );
}

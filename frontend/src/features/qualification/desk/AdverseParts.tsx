import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { StateTag } from '@/components/plain/StateTag';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { ADVERSE_KINDS, liftAdverse, recordAdverse, useQualificationAct, type Adverse, type AdverseInput, type AdverseKind } from '../api';

interface Values {
  employee_id: string;
  kind: AdverseKind;
  description: string;
  evidence: string;
  occurred_on: Dayjs;
  counts_from: Dayjs;
  counts_to?: Dayjs | null;
}

/** Enters an adverse record of somebody; the person is told. */
export function EnterAdverse({ employee }: { employee?: { id: string; name: string } }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const record = useQualificationAct(({ id, body, key }: { id: string; body: AdverseInput; key: string }) => recordAdverse(id, body, key));
  const required = (key: string) => [{ required: true, message: t(key) }];
  const past = (day: Dayjs) => day.isAfter(dayjs(me.today), 'day');
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('qualificationdesk:enter_adverse')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={employee === undefined ? t('qualificationdesk:enter_adverse') : t('qualificationdesk:enter_adverse_of', { name: employee.name })}
        act={t('qualificationdesk:record')}
        initialValues={{ counts_from: dayjs(me.today), ...(employee !== undefined && { employee_id: employee.id }) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const until = values.counts_to ?? undefined;
          const body: AdverseInput = {
            kind: values.kind,
            description: values.description.trim(),
            evidence: values.evidence.trim(),
            occurred_on: values.occurred_on.format('YYYY-MM-DD'),
            counts_from: values.counts_from.format('YYYY-MM-DD'),
            ...(until !== undefined && { counts_to: until.format('YYYY-MM-DD') }),
          };
          await record.mutateAsync({ id: values.employee_id, body, key });
          say(t('qualificationdesk:adverse_entered'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('qualificationdesk:adverse_lead')} <ClauseMark id="E2.1" />
            </p>
            <Form.Item name="employee_id" label={t('qualificationdesk:person')} hidden={employee !== undefined} rules={required('qualificationdesk:person_required')}>
              {employee === undefined ? <RemoteSelect queryKey={['lookup', 'employees']} search={(text) => searchEmployees(text)} label={t('qualificationdesk:person')} width="100%" /> : <Input />}
            </Form.Item>
            <Form.Item name="kind" label={t('qualificationdesk:adverse_kind')} rules={required('qualificationdesk:choose')}>
              <Select options={ADVERSE_KINDS.map((value) => ({ value, label: t(`qualification:adverse_kind.${value}`) }))} />
            </Form.Item>
            <Form.Item name="description" label={t('qualificationdesk:description')} rules={[{ required: true, whitespace: true, message: t('qualificationdesk:description_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
            <Form.Item name="evidence" label={t('qualificationdesk:evidence')} rules={[{ required: true, whitespace: true, message: t('qualificationdesk:evidence_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
            <div className="kj-form-row">
              <Form.Item name="occurred_on" label={t('qualificationdesk:occurred_on')} rules={required('qualificationdesk:date_required')}>
                <DatePicker style={{ width: '100%' }} disabledDate={past} />
              </Form.Item>
              <Form.Item name="counts_from" label={t('qualificationdesk:counts_from')} rules={required('qualificationdesk:date_required')}>
                <DatePicker style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="counts_to" label={t('qualificationdesk:counts_to')} extra={t('qualificationdesk:counts_to_hint')}>
                <DatePicker style={{ width: '100%' }} />
              </Form.Item>
            </div>
          </>
        )}
      </FormDialog>
    </>
  );
}

/** Lifts a record, with reason; it stays on record. */
export function LiftAdverse({ record, name }: { record: Adverse; name: string }) {
  const { t } = useTranslation();
  const say = useSaid();
  const lift = useQualificationAct((reason: string) => liftAdverse(record, reason));
  return (
    <ConfirmAct
      act={t('qualificationdesk:lift')}
      buttonType="link"
      withReason
      changes={[{ label: t(`qualification:adverse_kind.${record.kind}`), from: <StateTag state="counting" />, to: <StateTag state="lifted" /> }]}
      whom={name}
      effective={t('qualificationdesk:at_once')}
      undo={t('qualificationdesk:lift_undo')}
      clause="E2.1"
      onConfirm={async (reason) => {
        await lift.mutateAsync(reason);
        say(t('qualificationdesk:lifted'));
      }}
    />
  );
}

/** From when to when a record counts. */
export function AdverseSpan({ record }: { record: Adverse }) {
  const { t } = useTranslation();
  return (
    <span className="kj-numeric kj-nowrap">
      {record.counts_from} – {record.counts_to ?? t('qualificationdesk:until_lifted')}
    </span>
  );
}

import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, Radio, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { newId } from '@/lib/api';
import { lastDay } from '@/lib/format';
import { stay } from '@/lib/moments';
import { useMe } from '@/lib/session';
import { proposeRenewal, recordResult, useTerm, useTermAct, type ManagerTermView, type ResultInput } from '../api';
import { stateOf } from '../words';

interface Values {
  period_from: Dayjs;
  period_to: Dayjs;
  passed: boolean;
  evidence: string;
  assessed_on: Dayjs;
}

const DAY = 'YYYY-MM-DD';
/** The page's main part has the id that the field would get by its name. */
const EVIDENCE_FIELD = 'term-evidence';

/** Enters what the assessment of the term came to. */
function RecordResult({ term }: { term: ManagerTermView }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const record = useTermAct(({ body, key }: { body: ResultInput; key: string }) => recordResult(term.manager_id, body, key));
  const required = [{ required: true, message: t('termsdesk:day_required') }];
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('termsdesk:record')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('termsdesk:record_of', { name: term.name })}
        act={t('termsdesk:record')}
        initialValues={{ period_from: dayjs(term.term_from), assessed_on: dayjs(me.today), passed: true }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const body = { period_from: values.period_from.format(DAY), period_to: values.period_to.format(DAY), passed: values.passed, evidence: values.evidence.trim(), assessed_on: values.assessed_on.format(DAY) };
          await record.mutateAsync({ body, key });
          say(t(values.passed ? 'termsdesk:recorded_passed' : 'termsdesk:recorded_failed', { name: term.name }));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('termsdesk:record_lead')} <ClauseMark id="D4" />
            </p>
            <div className="kj-form-row">
              <Form.Item name="period_from" label={t('terms:period_from')} rules={required}>
                <DatePicker onKeyDown={stay} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="period_to" label={t('terms:period_to')} rules={required}>
                <DatePicker onKeyDown={stay} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="assessed_on" label={t('terms:assessed_on')} rules={required}>
                <DatePicker onKeyDown={stay} style={{ width: '100%' }} />
              </Form.Item>
            </div>
            <Form.Item name="passed" label={t('terms:assessment')}>
              <Radio.Group options={[{ value: true, label: t('common:state.assessment_passed') }, { value: false, label: t('common:state.assessment_failed') }]} />
            </Form.Item>
            <Form.Item name="evidence" htmlFor={EVIDENCE_FIELD} label={t('terms:evidence')} rules={[{ required: true, whitespace: true, message: t('termsdesk:evidence_required') }]}>
              <Input.TextArea id={EVIDENCE_FIELD} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Renew({ term }: { term: ManagerTermView }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [key] = useState(newId);
  const propose = useTermAct((reason: string) => proposeRenewal(term.manager_id, reason, key));
  if (!term.may_propose || term.next === undefined || term.next === null) return null;
  return (
    <ConfirmAct
      act={t('termsdesk:propose')}
      withReason
      changes={[{ label: t('terms:last_day'), from: term.last_day ?? '', to: lastDay(term.next.valid_to) }]}
      whom={term.name}
      effective={t('termsdesk:propose_from', { day: term.next.valid_from })}
      undo={t('termsdesk:propose_undo')}
      clause="D4"
      onConfirm={async (reason) => {
        const made = await propose.mutateAsync(reason);
        say(t('termsdesk:proposed'), { href: `/approvals/${made.request_id}?box=proposed`, label: t('termsdesk:see_request') });
      }}
    />
  );
}

/** A manager's term: how it stands, what its assessments came to, what renewed it. */
export function TermPanel({ managerId }: { managerId: string }) {
  const { t } = useTranslation();
  const found = useTerm(managerId);
  const term = found.data;
  if (term === undefined) return null;
  return (
    <Panel
      title={t('terms:title')}
      extra={
        <>
          <ClauseMark id="D4" policyVersion={term.policy_number} />
          {term.may_record && <RecordResult term={term} />}
          <Renew term={term} />
        </>
      }
    >
      <Facts
        items={[
          { label: t('terms:from'), value: <DateText value={term.term_from} /> },
          { label: t('terms:last_day'), value: term.last_day === undefined || term.last_day === null ? t('common:state.term_open') : <DateText value={term.last_day} /> },
          { label: t('termsdesk:standing'), value: <StateTag state={stateOf(term.standing)} /> },
          {
            label: t('terms:assessment'),
            value: term.passed === undefined || term.passed === null ? <span className="kj-quiet">{t('terms:unassessed')}</span> : <StateTag state={term.passed ? 'assessment_passed' : 'assessment_failed'} />,
          },
          typeof term.request_id === 'string' && {
            label: t('termsdesk:renewal'),
            value: (
              <Link to="/approvals/$id" params={{ id: term.request_id }} search={{ box: 'all' }}>
                {t('termsdesk:waits')}
              </Link>
            ),
          },
          (term.next === undefined || term.next === null) && typeof term.term_to === 'string' && { label: t('termsdesk:next'), value: <span className="kj-quiet">{t('termsdesk:no_next')}</span> },
        ]}
      />
      {term.results.length > 0 && (
        <Table
          size="small"
          pagination={false}
          rowKey={(result) => result.id}
          dataSource={term.results}
          columns={[
            { key: 'term', title: t('termsdesk:term_until'), render: (_value, result) => <DateText value={lastDay(result.term_to)} /> },
            { key: 'period', title: t('terms:period'), render: (_value, result) => <span className="kj-nowrap">{t('terms:span', { from: result.period_from, to: result.period_to })}</span> },
            { key: 'passed', title: t('terms:assessment'), render: (_value, result) => <StateTag state={result.passed ? 'assessment_passed' : 'assessment_failed'} /> },
            { key: 'on', title: t('terms:assessed_on'), render: (_value, result) => <DateText value={result.assessed_on} /> },
            { key: 'evidence', title: t('terms:evidence'), dataIndex: 'evidence' },
            { key: 'by', title: t('termsdesk:entered_by'), render: (_value, result) => result.entered_by ?? t('termsdesk:by_system') },
          ]}
        />
      )}
      {term.renewals.length > 0 && (
        <>
          <h3 className="kj-section">{t('termsdesk:renewals')}</h3>
          <Table
            size="small"
            pagination={false}
            rowKey={(renewal) => renewal.request_id}
            dataSource={term.renewals}
            columns={[
              { key: 'bank', title: t('termsdesk:name'), dataIndex: 'bank_term' },
              { key: 'span', title: t('terms:title'), render: (_value, renewal) => <span className="kj-nowrap">{t('terms:span', { from: renewal.valid_from, to: lastDay(renewal.valid_to) })}</span> },
              { key: 'by', title: t('termsdesk:decided_by'), render: (_value, renewal) => renewal.decided_by ?? '' },
              { key: 'at', title: t('termsdesk:decided_at'), render: (_value, renewal) => <DateText value={renewal.decided_at} /> },
              {
                key: 'request',
                title: t('termsdesk:renewal'),
                render: (_value, renewal) => (
                  <Link to="/approvals/$id" params={{ id: renewal.request_id }} search={{ box: 'all' }}>
                    {t('termsdesk:see_request')}
                  </Link>
                ),
              },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

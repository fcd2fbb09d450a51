import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { Facts } from '@/components/desk/Facts';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { GRADES, proposeDemotion, useCertificationAct, useManagerGrade, type DemotionInput, type GradeRecord } from '../api';
import { stageState, standingState } from '../words';

const EVIDENCE_FIELD = 'demotion-evidence';

function Demote({ managerId, name, record }: { managerId: string; name: string; record: GradeRecord }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const propose = useCertificationAct(({ body, key }: { body: DemotionInput; key: string }) => proposeDemotion(managerId, body, key));
  if (!record.may_demote || record.grade === null || record.grade === undefined) return null;
  const lower = GRADES.slice(0, GRADES.indexOf(record.grade)).reverse();
  const required = (key: string) => [{ required: true, whitespace: true, message: t(key) }];
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('certificationdesk:demote')}
      </Button>
      <FormDialog<DemotionInput>
        open={open}
        danger
        title={t('certificationdesk:demote_of', { name })}
        act={t('certificationdesk:demote')}
        initialValues={lower[0] === undefined ? {} : { grade: lower[0] }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const made = await propose.mutateAsync({ body: { grade: values.grade, reason: values.reason.trim(), evidence: values.evidence.trim() }, key });
          say(t('certificationdesk:demotion_proposed'), { href: `/approvals/${made.request_id}?box=proposed`, label: t('certificationdesk:see_request') });
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('certificationdesk:demote_lead')} <ClauseMark id="E3.3" policyVersion={record.policy_number} />
            </p>
            <Form.Item name="grade" label={t('certificationdesk:lower_grade')} rules={[{ required: true, message: t('certification:grade_required') }]}>
              <Select options={lower.map((grade) => ({ value: grade, label: t(`common:grade.${grade}`) }))} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={required('common:reason_required')}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={2000} />
            </Form.Item>
            <Form.Item name="evidence" htmlFor={EVIDENCE_FIELD} label={t('certification:evidence')} rules={required('certificationdesk:evidence_required')}>
              <Input.TextArea id={EVIDENCE_FIELD} autoSize={{ minRows: 2, maxRows: 5 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

/** A manager's grade: what certifies it, how it changed, what is under way. */
export function GradePanel({ managerId, name }: { managerId: string; name: string }) {
  const { t } = useTranslation();
  const found = useManagerGrade(managerId);
  const record = found.data;
  if (record === undefined) return null;
  const grade = (value: GradeRecord['grade']): string => (value === null || value === undefined ? '—' : t(`common:grade.${value}`));
  const certificate = record.certificates.find((one) => one.standing !== 'replaced' && one.standing !== 'overturned');
  const running = record.files.find((file) => file.ended_at === null || file.ended_at === undefined);
  return (
    <Panel
      title={t('certification:grade')}
      extra={
        <>
          <ClauseMark id="E2.3" policyVersion={record.policy_number} />
          <Demote managerId={managerId} name={name} record={record} />
        </>
      }
    >
      <Facts
        items={[
          { label: t('certification:present'), value: grade(record.grade) },
          {
            label: t('certification:certificate'),
            value:
              certificate === undefined ? (
                <span className="kj-quiet">{t('certification:no_certificate')}</span>
              ) : (
                <Link to="/certification/$id" params={{ id: certificate.file_id }}>
                  {t('certification:certificate_until', { grade: grade(certificate.grade), day: certificate.counts_until })}
                </Link>
              ),
          },
          certificate !== undefined && { label: t('certification:standing'), value: <StateTag state={standingState(certificate.standing)} /> },
          running !== undefined && {
            label: t('certification:under_way'),
            value: (
              <Link to="/certification/$id" params={{ id: running.id }}>
                {grade(running.grade)} <StateTag state={stageState(running.stage)} />
              </Link>
            ),
          },
          typeof record.request_id === 'string' && {
            label: t('certificationdesk:demotion'),
            value: (
              <Link to="/approvals/$id" params={{ id: record.request_id }} search={{ box: 'all' }}>
                {t('certificationdesk:waits')}
              </Link>
            ),
          },
        ]}
      />
      {record.changes.length > 0 && (
        <>
          <h3 className="kj-section">{t('certification:changes')}</h3>
          <Table
            size="small"
            pagination={false}
            rowKey={(change) => `${change.decided_at}${change.kind}`}
            dataSource={record.changes}
            scroll={{ x: 'max-content' }}
            columns={[
              { key: 'on', title: t('certification:effective_on'), render: (_value, change) => <DateText value={change.effective_on} /> },
              { key: 'change', title: t('certification:change'), render: (_value, change) => <span className="kj-nowrap">{t('common:confirm.from_to', { from: grade(change.from_grade), to: grade(change.to_grade) })}</span> },
              { key: 'kind', title: t('certification:why'), render: (_value, change) => t(`certification:kind.${change.kind}`) },
              { key: 'source', title: t('certification:source'), render: (_value, change) => t(`certification:from.${change.source}`) },
              { key: 'reason', title: t('common:reason'), dataIndex: 'reason' },
              { key: 'by', title: t('certification:decided_by'), render: (_value, change) => change.decided_by ?? t('certification:by_itself') },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

import { Link } from '@tanstack/react-router';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { PersonLink } from '@/components/desk/PersonLink';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count } from '@/lib/format';
import { useMe } from '@/lib/session';
import { giveScores, openDocument, recuse, RECUSAL_KINDS, useApplicants, useRecruitmentAct, type Applicant, type RecusalInput, type Recruitment, type ScoresInput } from '../api';
import { applicationState } from '../states';
import { bytes, points } from '../words';

function Score({ round, applicant }: { round: Recruitment; applicant: Applicant }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const score = useRecruitmentAct(({ body, key }: { body: ScoresInput; key: string }) => giveScores(applicant.id, body, key));
  const mine = applicant.my_sheet ?? undefined;
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t(mine === undefined ? 'recruitmentdesk:score' : 'recruitmentdesk:score_again')}
      </Button>
      <FormDialog<Record<string, number | string | undefined>>
        open={open}
        title={t('recruitmentdesk:score_title', { name: applicant.name })}
        act={t('recruitmentdesk:score_act')}
        initialValues={Object.fromEntries(mine?.points.map((one) => [one.criterion, one.points]) ?? [])}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const remark = String(values.remark ?? '').trim();
          const body: ScoresInput = { points: round.criteria.map((criterion) => ({ criterion: criterion.key, points: Number(values[criterion.key]) })), ...(remark !== '' && { remark }) };
          await score.mutateAsync({ body, key });
          say(t('recruitmentdesk:scored', { name: applicant.name }));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitmentdesk:score_lead')} <ClauseMark id="D4" />
            </p>
            {round.criteria.map((criterion) => (
              <Form.Item key={criterion.key} name={criterion.key} label={t('recruitmentdesk:points_of', { name: criterion.name, weight: criterion.weight_bps / 100 })} rules={[{ required: true, message: t('recruitmentdesk:points_required') }]}>
                <InputNumber min={0} max={100} precision={0} />
              </Form.Item>
            ))}
            <Form.Item name="remark" label={t('recruitmentdesk:remark')}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Recuse({ round, applicant }: { round: Recruitment; applicant: Applicant }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const note = useRecruitmentAct(({ body, key }: { body: RecusalInput; key: string }) => recuse(applicant.id, body, key));
  const own = round.panel.some((member) => member.employee_id === me.employee_id);
  const members = round.panel.filter((member) => (round.organises || member.employee_id === me.employee_id) && applicant.recusals.every((one) => one.employee_id !== member.employee_id));
  if (members.length === 0) return null;
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:recuse')}
      </Button>
      <FormDialog<RecusalInput>
        open={open}
        title={t('recruitmentdesk:recuse_title', { name: applicant.name })}
        act={t('recruitmentdesk:recuse')}
        initialValues={{ ...(own && typeof me.employee_id === 'string' && { employee_id: me.employee_id }) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await note.mutateAsync({ body: { ...values, reason: values.reason.trim() }, key });
          say(t('recruitmentdesk:recused'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitmentdesk:recuse_lead')} <ClauseMark id="D4" />
            </p>
            <Form.Item name="employee_id" label={t('recruitmentdesk:member')} rules={[{ required: true, message: t('recruitmentdesk:choose') }]}>
              <Select options={members.map((member) => ({ value: member.employee_id, label: member.name }))} />
            </Form.Item>
            <Form.Item name="kind" label={t('recruitmentdesk:recusal_kind')} rules={[{ required: true, message: t('recruitmentdesk:choose') }]}>
              <Select options={RECUSAL_KINDS.map((value) => ({ value, label: t(`recruitmentdesk:recusal.${value}`) }))} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={1000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Sheets({ round, applicant }: { round: Recruitment; applicant: Applicant }) {
  const { t } = useTranslation();
  const shown = applicant.sheets.length > 0 ? applicant.sheets : applicant.my_sheet ? [applicant.my_sheet] : [];
  if (shown.length === 0) return null;
  return (
    <div className="kj-counts-scroll" role="region" tabIndex={0} aria-label={t('recruitmentdesk:sheets_of', { name: applicant.name })}>
      <table className="kj-counts">
        <thead>
          <tr>
            <th scope="col">{t('recruitmentdesk:member')}</th>
            {round.criteria.map((criterion) => (
              <th key={criterion.key} scope="col" className="kj-numeric">
                {criterion.name}
              </th>
            ))}
            <th scope="col" className="kj-numeric">{t('recruitment:points')}</th>
            <th scope="col">{t('recruitmentdesk:remark')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((sheet) => (
            <tr key={sheet.employee_id}>
              <th scope="row">{sheet.name}</th>
              {round.criteria.map((criterion) => (
                <td key={criterion.key} className="kj-numeric">
                  {sheet.points.find((one) => one.criterion === criterion.key)?.points}
                </td>
              ))}
              <td className="kj-numeric">
                <strong>{points(sheet.hundredths)}</strong>
              </td>
              <td>{sheet.remark ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Card({ round, applicant }: { round: Recruitment; applicant: Applicant }) {
  const { t } = useTranslation();
  const me = useMe();
  const unmet = applicant.lines.filter((line) => line.outcome !== 'passed');
  const words = (lines: typeof unmet) => lines.map((line) => t(`qualification:line.${line.line}`)).join('、');
  return (
    <Panel
      title={
        <>
          <PersonLink id={applicant.employee_id} name={applicant.name} /> <StateTag state={applicationState(applicant.state)} />
        </>
      }
      extra={
        <span className="kj-inline">
          {applicant.state === 'submitted' && (round.phase === 'open' || round.phase === 'scoring' || round.phase === 'scored') && <Recuse round={round} applicant={applicant} />}
          {applicant.may_score && <Score round={round} applicant={applicant} />}
        </span>
      }
    >
      <p className="kj-quiet">
        {applicant.unit_name} · {applicant.employee_no} · {t(`people:hire_kind.${applicant.hire_kind}`)} · <DateText value={applicant.submitted_at} />
      </p>
      {typeof applicant.reason === 'string' && <p className="kj-note">{t('recruitmentdesk:ended_because', { reason: applicant.reason })}</p>}
      <p style={{ whiteSpace: 'pre-wrap' }}>{applicant.statement}</p>
      <p>
        {unmet.length === 0 ? t('recruitmentdesk:lines_met') : t('recruitmentdesk:lines_open', { lines: words(unmet) })}{' '}
        {may(me, 'get_qualification') && (
          <Link to="/qualification/$id" params={{ id: applicant.employee_id }} search={{}}>
            {t('recruitmentdesk:see_lines')}
          </Link>
        )}
      </p>
      {applicant.documents.length > 0 && (
        <p className="kj-tags">
          {applicant.documents.map((document, index) => {
            const kind = t(`recruitment:document_kind.${document.kind}`);
            return (
              <Button key={document.id} size="small" onClick={() => void openDocument(document, applicant.name, kind)}>
                {t('recruitmentdesk:document', { no: index + 1, kind, size: bytes(document.size) })}
              </Button>
            );
          })}
        </p>
      )}
      {applicant.recusals.map((one) => (
        <p key={one.employee_id} className="kj-quiet">
          {t('recruitmentdesk:recusal_of', { name: one.name, kind: t(`recruitmentdesk:recusal.${one.kind}`), reason: one.reason })}
        </p>
      ))}
      {applicant.state === 'submitted' && round.phase !== 'open' && <p className="kj-quiet">{t('recruitmentdesk:sheets_in', { done: count(applicant.sheets_in), all: count(applicant.sheets_expected) })}</p>}
      <Sheets round={round} applicant={applicant} />
    </Panel>
  );
}

/** Who applied, and what the panel gave. */
export function Applicants({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const found = useApplicants(round.id, true);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <p className="kj-quiet">{t('common:loading')}</p>;
  if (found.data.items.length === 0) return <EmptyState title={t('recruitmentdesk:applicants_none')} detail={t('recruitmentdesk:applicants_none_detail')} />;
  return (
    <div className="kj-stack">
      {!found.data.all_in && (round.phase === 'scoring' || round.phase === 'scored') && <p className="kj-note">{t('recruitmentdesk:blind')}</p>}
      {found.data.items.map((applicant) => (
        <Card key={applicant.id} round={round} applicant={applicant} />
      ))}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { PersonLink } from '@/components/desk/PersonLink';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { newId } from '@/lib/api';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { proposeFile, useCertificationAct, withdrawFile, type FileView } from '../api';
import { fileState, points, stageState, standingState } from '../words';
import { CertificateReview } from './CertificateReview';
import { Evaluation } from './Evaluation';
import { ReviewFile } from './FileDialogs';

function Acts({ file }: { file: FileView }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [key] = useState(newId);
  const propose = useCertificationAct((reason: string) => proposeFile(file, reason, key));
  const withdraw = useCertificationAct((reason: string) => withdrawFile(file, reason));
  return (
    <>
      {file.may_withdraw && (
        <ConfirmAct
          act={t('certification:withdraw')}
          buttonType="default"
          danger
          withReason
          changes={[{ label: t('certification:stage'), from: <StateTag state={stageState(file.stage)} />, to: <StateTag state="withdrawn" /> }]}
          whom={file.name}
          effective={t('certificationdesk:at_once')}
          undo={t('certification:withdraw_undo')}
          clause="E2.3"
          onConfirm={async (reason) => {
            await withdraw.mutateAsync(reason);
            say(t('certification:withdrawn'));
          }}
        />
      )}
      {file.may_review && <ReviewFile file={file} />}
      {file.may_propose && (
        <ConfirmAct
          act={t('certificationdesk:propose')}
          withReason
          changes={[
            { label: t('certification:stage'), from: <StateTag state="cert_evaluation" />, to: <StateTag state="cert_deciding" /> },
            { label: t('certification:body'), to: t(`certification:by.${file.body}`) },
          ]}
          whom={file.name}
          effective={t('certificationdesk:propose_effective')}
          undo={t('certificationdesk:propose_undo')}
          clause="E2.4"
          onConfirm={async (reason) => {
            const proposed = await propose.mutateAsync(reason);
            say(t('certificationdesk:proposed'), { href: `/approvals/${proposed.request_id ?? ''}?box=proposed`, label: t('certificationdesk:see_request') });
          }}
        />
      )}
    </>
  );
}

function CertificatePanel({ file }: { file: FileView }) {
  const { t } = useTranslation();
  const { certificate } = file;
  if (certificate === null || certificate === undefined) return null;
  const review = certificate.review ?? undefined;
  return (
    <Panel
      title={t('certification:certificate')}
      extra={
        <>
          <ClauseMark id="E2.4" />
          <CertificateReview certificate={certificate} />
        </>
      }
    >
      <Facts
        items={[
          { label: t('certification:standing'), value: <StateTag state={standingState(certificate.standing)} /> },
          { label: t('certification:grade'), value: t(`common:grade.${certificate.grade}`) },
          { label: t('certification:total'), value: points(certificate.total_bps) },
          { label: t('certification:granted_on'), value: <DateText value={certificate.granted_on} /> },
          { label: t('certification:counts_until'), value: <DateText value={certificate.counts_until} /> },
          { label: t('certification:body'), value: certificate.decided_by === null || certificate.decided_by === undefined ? t(`certification:by.${certificate.body}`) : `${t(`certification:by.${certificate.body}`)} · ${certificate.decided_by}` },
          typeof certificate.filed_at === 'string' && { label: t('certification:filed_at'), value: <DateText value={certificate.filed_at} /> },
          typeof certificate.filed_at === 'string' && review === undefined && { label: t('certification:head_review'), value: <span className="kj-quiet">{t('certification:filed_open')}</span> },
          review !== undefined && { label: t('certification:head_review'), value: <StateTag state={review.outcome === 'upheld' ? 'cert_upheld' : 'cert_overturned'} /> },
          review !== undefined && { label: t('certification:reviewed_by'), value: review.reviewed_by ?? '' },
          review !== undefined && typeof review.effective_on === 'string' && { label: t('certification:overturned_from'), value: <DateText value={review.effective_on} /> },
          review !== undefined && { label: t('common:reason'), value: review.reason, wide: true },
        ]}
      />
    </Panel>
  );
}

/** A file: who aims at what, the review, the evaluation, the decision and head office's review. */
export function FileRecord({ file }: { file: FileView }) {
  const { t } = useTranslation();
  const me = useMe();
  const review = file.review ?? undefined;
  return (
    <>
      <PageHeader
        title={t('certificationdesk:file_of', { name: file.name, grade: t(`common:grade.${file.grade}`) })}
        tags={<StateTag state={fileState(file.stage, file.certificate)} />}
        lead={[file.employee_no, file.branch_name ?? t('certificationdesk:head_office')].join(' · ')}
        actions={<Acts file={file} />}
      />
      <div className="kj-stack">
        <Panel label={t('certificationdesk:facts')}>
          <Facts
            items={[
              { label: t('certificationdesk:person'), value: <PersonLink id={file.employee_id} name={file.name} /> },
              { label: t('certification:present'), value: file.present_grade === null || file.present_grade === undefined ? '—' : t(`common:grade.${file.present_grade}`) },
              { label: t('certification:aimed'), value: t(`common:grade.${file.grade}`) },
              { label: t('certification:body'), value: t(`certification:by.${file.body}`) },
              { label: t('certification:source'), value: t(`certification:from.${file.source}`) },
              { label: t('certification:opened_at'), value: <DateText value={file.created_at} /> },
              typeof file.ended_at === 'string' && { label: t('certification:ended_at'), value: <DateText value={file.ended_at} /> },
              typeof file.manager_id === 'string' &&
                may(me, 'get_manager') && {
                  label: t('certificationdesk:manager'),
                  value: (
                    <Link to="/managers/$id" params={{ id: file.manager_id }}>
                      {file.name}
                    </Link>
                  ),
                },
              typeof file.request_id === 'string' && {
                label: t('certificationdesk:decision'),
                value: (
                  <Link to="/approvals/$id" params={{ id: file.request_id }} search={{ box: 'all' }}>
                    {t('certificationdesk:see_request')}
                  </Link>
                ),
              },
              { label: t('common:reason'), value: file.reason, wide: true },
              typeof file.end_reason === 'string' && { label: t('certification:end_reason'), value: file.end_reason, wide: true },
            ]}
          />
        </Panel>
        {file.hindering.length > 0 && (
          <div className="kj-note">
            <p style={{ marginTop: 0 }}>{t('certificationdesk:hindering')}</p>
            <ul style={{ marginBottom: 0 }}>
              {file.hindering.map((line) => (
                <li key={line.line}>
                  {t(`certificationdesk:line.${line.line}`)} <StateTag state={line.outcome === 'failed' ? 'unmet' : 'unsaid'} /> <ClauseMark id={line.clause} />
                </li>
              ))}
            </ul>
          </div>
        )}
        <CertificatePanel file={file} />
        <Panel title={t('certification:review')} extra={<ClauseMark id="E2.1" />}>
          <ul className="kj-checklist" aria-label={t('certificationdesk:checklist')}>
            {file.checklist.map((line) => (
              <li key={line.line}>
                {t(`certificationdesk:line.${line.line}`)} <StateTag state={line.outcome === 'passed' ? 'met' : line.outcome === 'failed' ? 'unmet' : 'unsaid'} />
              </li>
            ))}
          </ul>
          {may(me, 'get_qualification') && (
            <p>
              <Link to="/qualification/$id" params={{ id: file.employee_id }} search={{ grade: file.grade }}>
                {t('certificationdesk:see_checklist')}
              </Link>
            </p>
          )}
          {review === undefined ? (
            <p className="kj-quiet">{t('certificationdesk:not_reviewed')}</p>
          ) : (
            <Facts
              items={[
                { label: t('certificationdesk:outcome'), value: <StateTag state={review.passed ? 'part_met' : 'cert_unqualified'} /> },
                { label: t('certification:reviewed_by'), value: review.reviewed_by ?? '' },
                { label: t('certification:reviewed_at'), value: <DateText value={review.reviewed_at} /> },
                { label: t('common:reason'), value: review.reason, wide: true },
                { label: t('certification:evidence'), value: review.evidence, wide: true },
              ]}
            />
          )}
        </Panel>
        {file.stage !== 'registered' && file.stage !== 'unqualified' && <Evaluation file={file} />}
      </div>
    </>
  );
}

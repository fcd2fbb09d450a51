import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { ReasonSheet } from '@/components/field/ReasonSheet';
import { showText } from '@/components/field/toasts';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { newId } from '@/lib/api';
import { useOnline } from '@/lib/online';
import { GRADES, register, useCertificationAct, useMyGrade, withdrawFile, type Certificate, type File, type Grade, type GradeRecord } from '../api';
import { aims, fileState, points, standingState } from '../words';

const box = 'grid gap-1.5 rounded-xl border border-line bg-white p-4';

function MyFile({ file, certificate }: { file: File; certificate: Certificate | undefined }) {
  const { t } = useTranslation();
  const online = useOnline();
  const [asking, setAsking] = useState(false);
  const back = useCertificationAct((reason: string) => withdrawFile(file, reason));
  const overturned = certificate?.review?.outcome === 'overturned' ? certificate.review : undefined;
  const open = file.stage === 'registered' || file.stage === 'evaluation';
  return (
    <li className={box}>
      <p className="flex items-center justify-between gap-3 font-medium">
        {t('certification:file_for', { grade: t(`common:grade.${file.grade}`) })} <StateTag state={fileState(file.stage, certificate)} />
      </p>
      {overturned === undefined ? (
        <p className="text-[14px] text-quiet">{t(`certification:next.${file.stage}`, { body: t(`certification:by.${file.body}`) })}</p>
      ) : (
        <p className="text-[14px] text-quiet">
          {t('certification:overturned_from')} <DateText value={overturned.effective_on ?? null} /> · {overturned.reason} <ClauseMark id="E2.4" />
        </p>
      )}
      {open && (
        <Button
          kind="quiet"
          disabled={!online}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('certification:withdraw')}
        </Button>
      )}
      {asking && (
        <ReasonSheet
          title={t('certification:withdraw')}
          lead={t('certification:withdraw_undo')}
          label={t('common:reason')}
          act={t('certification:withdraw')}
          draft={`certification-withdraw-${file.id}`}
          running={back.isPending}
          error={back.error}
          onClose={() => {
            setAsking(false);
            back.reset();
          }}
          onSubmit={(reason, forget) => {
            back.mutate(reason, {
              onSuccess: () => {
                forget();
                setAsking(false);
                showText(t('certification:withdrawn'));
              },
            });
          }}
        />
      )}
    </li>
  );
}

/** Chooses a grade and says why one aims at it. */
function Register({ record }: { record: GradeRecord }) {
  const { t } = useTranslation();
  const online = useOnline();
  const [grade, setGrade] = useState<Grade>();
  const [key, setKey] = useState(newId);
  const act = useCertificationAct(({ body, key: once }: { body: Parameters<typeof register>[0]; key: string }) => register(body, once));
  const running = new Set(record.files.filter((file) => file.ended_at === null || file.ended_at === undefined).map((file) => file.grade));
  const choices = aims(GRADES, record.grade).filter((one) => !running.has(one));
  if (choices.length === 0) return null;
  return (
    <section className={box} aria-labelledby="register">
      <h2 id="register" className="text-[16px] font-semibold">
        {t('certification:register')}
      </h2>
      <p className="text-[14px] text-quiet">{t('certification:register_lead')}</p>
      <div className="grid grid-cols-2 gap-2">
        {choices.map((one) => (
          <Button
            key={one}
            kind="quiet"
            disabled={!online}
            onClick={() => {
              setKey(newId());
              setGrade(one);
            }}
          >
            {t(`common:grade.${one}`)}
          </Button>
        ))}
      </div>
      {grade !== undefined && (
        <ReasonSheet
          title={t('certification:register_for', { grade: t(`common:grade.${grade}`) })}
          lead={t('certification:register_next')}
          label={t('certification:register_why')}
          act={t('certification:register')}
          draft={`certification-${grade}`}
          running={act.isPending}
          error={act.error}
          onClose={() => {
            setGrade(undefined);
            act.reset();
          }}
          onSubmit={(reason, forget) => {
            act.mutate(
              { body: { grade, reason }, key },
              {
                onSuccess: () => {
                  forget();
                  setGrade(undefined);
                  showText(t('certification:registered'));
                },
              },
            );
          }}
        />
      )}
      <ClauseMark id="E2.1" />
    </section>
  );
}

/** My own grade: what certifies it and until when, how far my files are. */
export function MyGrade() {
  const { t } = useTranslation();
  const found = useMyGrade();
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListSkeleton rows={3} />;
  const record = found.data;
  const certificate = record.certificates.find((one) => one.standing !== 'replaced' && one.standing !== 'overturned');
  const grade = (value: GradeRecord['grade']): string => (value === null || value === undefined ? '—' : t(`common:grade.${value}`));
  return (
    <div className="grid gap-4">
      <section className={box} aria-label={t('certification:grade')}>
        <p className="text-[14px] text-quiet">{t('certification:mine')}</p>
        <p className="text-[24px] font-semibold">{record.grade === null || record.grade === undefined ? t('certification:none') : grade(record.grade)}</p>
        <ClauseMark id="E2.2" />
      </section>
      <section className={box} aria-labelledby="certificate">
        <h2 id="certificate" className="flex items-center justify-between gap-3 text-[14px] text-quiet">
          {t('certification:certificate')}
          {certificate !== undefined && <StateTag state={standingState(certificate.standing)} />}
        </h2>
        {certificate === undefined ? (
          <p>{t('certification:no_certificate')}</p>
        ) : (
          <>
            <p className="text-[18px] font-medium">{t('certification:certificate_until', { grade: grade(certificate.grade), day: certificate.counts_until })}</p>
            <p className="text-[14px] text-quiet">{t('certification:granted', { day: certificate.granted_on, total: points(certificate.total_bps) })}</p>
            {certificate.standing === 'lapsing' && <p className="text-gold">{t('certification:lapsing_means')}</p>}
            {certificate.standing === 'lapsed' && <p className="text-red">{t('certification:lapsed_means')}</p>}
          </>
        )}
        <ClauseMark id="E2.3" policyVersion={record.policy_number} />
      </section>
      {record.files.length > 0 && (
        <section className="grid gap-2" aria-labelledby="files">
          <h2 id="files" className="text-[16px] font-semibold">
            {t('certification:my_files')}
          </h2>
          <ul className="grid gap-3">
            {record.files.map((file) => (
              <MyFile key={file.id} file={file} certificate={record.certificates.find((one) => one.file_id === file.id)} />
            ))}
          </ul>
        </section>
      )}
      <Register record={record} />
      {record.changes.length > 0 && (
        <section className={box} aria-labelledby="changes">
          <h2 id="changes" className="text-[14px] text-quiet">
            {t('certification:changes')}
          </h2>
          {record.changes.map((change) => (
            <p key={`${change.decided_at}${change.kind}`} className="border-t border-line pt-2 text-[14px]">
              <span className="flex justify-between gap-3 font-medium">
                {t('common:confirm.from_to', { from: grade(change.from_grade), to: grade(change.to_grade) })}
                <DateText value={change.effective_on} />
              </span>
              <span className="text-quiet">
                {t(`certification:kind.${change.kind}`)} · {change.reason}
              </span>
            </p>
          ))}
        </section>
      )}
    </div>
  );
}

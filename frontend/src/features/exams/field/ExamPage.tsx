import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { showText } from '@/components/field/toasts';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { dateTime } from '@/lib/format';
import { useOnline } from '@/lib/online';
import { enrol, leave, sittingKey, startSitting, useExam, useExamAct, useMyResult, useSitting, type Exam } from '../api';
import { phaseState, standingState } from '../states';
import { MyResultView } from './MyResultView';
import { SittingPage } from './SittingPage';

function Head({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const until = exam.phase === 'announced' ? exam.opens_at : exam.phase === 'open' ? exam.closes_at : undefined;
  return (
    <section className="grid gap-2 rounded-xl border border-line bg-white p-4">
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-[18px] leading-snug font-semibold">{exam.name}</h2>
        <StateTag state={phaseState(exam.phase)} />
      </div>
      <p className="text-[16px] font-medium tabular-nums">
        {dateTime(exam.opens_at)} – {dateTime(exam.closes_at)}
      </p>
      <p>{t('exams:facts', { minutes: exam.minutes, questions: exam.questions, full: exam.full_points, pass: exam.pass_points })}</p>
      {until !== undefined && (
        <p className="text-quiet">
          {t(`exams:next_phase.${exam.phase === 'open' ? 'open' : 'announced'}`)} <Countdown until={until} />
        </p>
      )}
      {exam.reason !== null && exam.reason !== undefined && <p className="text-red">{t('exams:cancelled_because', { reason: exam.reason })}</p>}
      <ClauseMark id="E2.3" />
    </section>
  );
}

/** Enrolling and starting. */
function Acts({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const online = useOnline();
  const join = useExamAct(() => enrol(exam.id));
  const back = useExamAct(() => leave(exam.id));
  const start = useExamAct(async () => {
    const sitting = await startSitting(exam.id);
    queries.setQueryData(sittingKey(exam.id), sitting);
  });
  const error = start.error ?? join.error ?? back.error;
  const mine = exam.mine ?? undefined;
  if (exam.phase !== 'announced' && exam.phase !== 'open') {
    if (mine?.state !== 'enrolled') return null;
    return exam.phase === 'cancelled' ? null : <p className="text-quiet">{t('exams:missed')}</p>;
  }
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      {!online && <p className="text-gold">{t('exams:offline')}</p>}
      {mine === undefined && (
        <Button
          running={join.isPending}
          disabled={!online}
          onClick={() => {
            join.mutate(undefined, {
              onSuccess: () => {
                showText(t('exams:enrolled'));
              },
            });
          }}
        >
          {t('exams:enrol')}
        </Button>
      )}
      {mine?.state === 'enrolled' && (
        <>
          {exam.phase === 'open' ? (
            <>
              <p className="rounded-xl border border-line bg-white p-4">{t('exams:start_lead', { minutes: exam.minutes })}</p>
              <Button
                running={start.isPending}
                disabled={!online}
                onClick={() => {
                  start.mutate(undefined);
                }}
              >
                {t('exams:start')}
              </Button>
            </>
          ) : (
            <p className="rounded-xl border border-line bg-white p-4">{t('exams:wait_lead')}</p>
          )}
          <Button
            kind="quiet"
            running={back.isPending}
            disabled={!online}
            onClick={() => {
              back.mutate(undefined);
            }}
          >
            {t('exams:leave')}
          </Button>
        </>
      )}
    </>
  );
}

function Result({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const result = useMyResult(exam.id, true);
  if (result.error !== null) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  if (result.data === undefined) return <ListSkeleton rows={3} />;
  const { points, passed, counts_until, standing } = result.data.result;
  return (
    <>
      <section className="grid gap-1 rounded-xl border border-line bg-white p-4">
        <div className="flex items-center justify-between gap-3">
          <p className="text-[24px] font-semibold tabular-nums">{t('exams:scored', { points, full: result.data.full_points })}</p>
          <StateTag state={standingState(standing)} />
        </div>
        <p className={passed ? 'text-green' : 'text-red'}>{t(passed ? 'exams:passed' : 'exams:failed', { pass: result.data.pass_points })}</p>
        {counts_until !== null && counts_until !== undefined && <p className="text-quiet">{t('exams:counts_until', { day: counts_until })}</p>}
      </section>
      <MyResultView result={result.data} />
    </>
  );
}

function Page({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const part = exam.mine?.state;
  const sitting = useSitting(exam.id, part === 'sitting' && exam.phase !== 'cancelled');
  if (part === 'sitting' && sitting.data?.state === 'sitting') return <SittingPage key={sitting.data.started_at} sitting={sitting.data} />;
  const handedIn = part === 'submitted' || sitting.data?.state === 'submitted';
  return (
    <div className="grid gap-4">
      <Head exam={exam} />
      {sitting.error !== null && <ErrorState error={sitting.error} onRetry={() => void sitting.refetch()} />}
      {handedIn && exam.phase !== 'released' && <p className="rounded-xl border border-line bg-white p-4 font-medium text-green">{t(sitting.data?.by_clock === true ? 'exams:handed_in_by_clock' : 'exams:handed_in')}</p>}
      {!handedIn && <Acts exam={exam} />}
      {exam.phase === 'released' && part === 'submitted' && <Result exam={exam} />}
    </div>
  );
}

/** An examination on the phone: what it is, my sitting of it, what it came to. */
export function ExamPage({ id }: { id: string }) {
  const found = useExam(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListSkeleton rows={3} />;
  return <Page exam={found.data} />;
}

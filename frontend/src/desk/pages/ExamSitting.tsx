import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { sittingKey, startSitting, useExam, useExamAct, useSitting } from '@/features/exams/api';
import { SittingView } from '@/features/exams/desk/SittingView';
import { PageSkeleton } from '../layout/PageSkeleton';

export function ExamSitting() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const queries = useQueryClient();
  const exam = useExam(id);
  const part = exam.data?.mine?.state;
  const sitting = useSitting(id, part === 'sitting');
  const start = useExamAct(async () => {
    queries.setQueryData(sittingKey(id), await startSitting(id));
  });
  const error = exam.error ?? sitting.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void exam.refetch()} />;
  if (exam.data === undefined || (part === 'sitting' && sitting.data === undefined)) return <PageSkeleton />;
  if (part === 'sitting' && sitting.data?.state === 'sitting') return <SittingView key={sitting.data.started_at} sitting={sitting.data} name={exam.data.name} />;
  const handedIn = part === 'submitted' || sitting.data?.state === 'submitted';
  return (
    <>
      <PageHeader title={exam.data.name} lead={t('exams:facts', { minutes: exam.data.minutes, questions: exam.data.questions, full: exam.data.full_points, pass: exam.data.pass_points })} />
      <Panel>
        {handedIn ? (
          <p>{t(sitting.data?.by_clock === true ? 'exams:handed_in_by_clock' : 'exams:handed_in')}</p>
        ) : part === 'enrolled' && exam.data.phase === 'open' ? (
          <>
            <p>{t('exams:start_lead', { minutes: exam.data.minutes })}</p>
            {start.error !== null && <ErrorState error={start.error} />}
            <Button
              type="primary"
              loading={start.isPending}
              onClick={() => {
                start.mutate(undefined);
              }}
            >
              {t('exams:start')}
            </Button>
          </>
        ) : (
          <p>{t(part === 'enrolled' ? 'exams:wait_lead' : 'examsdesk:not_in')}</p>
        )}
        <p>
          <Link to="/exams/$id" params={{ id }}>
            {exam.data.name}
          </Link>
        </p>
      </Panel>
    </>
  );
}

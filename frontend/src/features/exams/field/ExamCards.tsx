import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { dateTime } from '@/lib/format';
import { useExams, type Exam } from '../api';
import { partState, phaseState, standingState } from '../states';

function Card({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const mine = exam.mine ?? undefined;
  const result = mine?.result ?? undefined;
  const missed = partState(exam) === 'missed';
  return (
    <li>
      <Link to="/exams/$id" params={{ id: exam.id }} className="grid gap-1.5 rounded-xl border border-line bg-white p-4 text-ink no-underline active:bg-brand-soft">
        <span className="flex items-start justify-between gap-3">
          <span className="text-[17px] leading-snug font-semibold">{exam.name}</span>
          <StateTag state={result === undefined ? phaseState(exam.phase) : standingState(result.standing)} />
        </span>
        <span className="text-[15px] font-medium tabular-nums">
          {dateTime(exam.opens_at)} – {dateTime(exam.closes_at)}
        </span>
        <span className="text-[14px] text-quiet">
          {result !== undefined ? t('exams:scored', { points: result.points, full: exam.full_points }) : missed ? t('common:state.missed') : mine !== undefined ? t(`exams:part.${mine.state}`) : t('exams:minutes', { count: exam.minutes })}
        </span>
      </Link>
    </li>
  );
}

/** Examinations as cards, newest first. */
export function ExamCards() {
  const { t } = useTranslation();
  const exams = useExams();
  if (exams.error !== null) return <ErrorState error={exams.error} onRetry={exams.retry} />;
  if (exams.rows === undefined) return <ListSkeleton rows={3} />;
  if (exams.rows.length === 0) return <EmptyState title={t('exams:none')} detail={t('exams:none_detail')} />;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {exams.rows.map((exam) => (
          <Card key={exam.id} exam={exam} />
        ))}
      </ul>
      {exams.hasMore && (
        <Button kind="quiet" running={exams.loadingMore} onClick={exams.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}

import { useParams } from '@tanstack/react-router';
import { ErrorState } from '@/components/desk/ErrorState';
import { useQuestion } from '@/features/exams/api';
import { QuestionRecord } from '@/features/exams/desk/QuestionRecord';
import { PageSkeleton } from '../layout/PageSkeleton';

export function ExamQuestion() {
  const { id = '' } = useParams({ strict: false });
  const question = useQuestion(id);
  if (question.error !== null) return <ErrorState error={question.error} onRetry={() => void question.refetch()} />;
  if (question.data === undefined) return <PageSkeleton />;
  return <QuestionRecord question={question.data} />;
}

import { useParams } from '@tanstack/react-router';
import { ExamPage } from '@/features/exams/field/ExamPage';

export function Exam() {
  const { id = '' } = useParams({ strict: false });
  return <ExamPage id={id} />;
}

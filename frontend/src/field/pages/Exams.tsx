import { ExamCards } from '@/features/exams/field/ExamCards';

export function Exams() {
  return <ExamCards />;
}

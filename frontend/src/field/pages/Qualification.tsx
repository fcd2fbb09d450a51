import { ChecklistPage } from '@/features/qualification/field/ChecklistPage';

export function Qualification() {
  return <ChecklistPage />;
}

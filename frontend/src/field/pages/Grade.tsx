import { MyGrade } from '@/features/certification/field/MyGrade';

export function Grade() {
  return <MyGrade />;
}

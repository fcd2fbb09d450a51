import { RecruitmentCards } from '@/features/recruitment/field/RecruitmentCards';

export function Recruitments() {
  return <RecruitmentCards />;
}

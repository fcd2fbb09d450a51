import { useParams } from '@tanstack/react-router';
import { RecruitmentPage } from '@/features/recruitment/field/RecruitmentPage';

export function Recruitment() {
  const { id = '' } = useParams({ strict: false });
  return <RecruitmentPage id={id} />;
}

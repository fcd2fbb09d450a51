import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { PrepareRecruitment } from '@/features/recruitment/desk/RecruitmentForm';
import { RecruitmentList } from '@/features/recruitment/desk/RecruitmentList';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

export function Recruitments() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <PageHeader
        title={t('recruitment:title')}
        lead={
          <>
            {t('recruitmentdesk:lead')} <ClauseMark id="D4" />
          </>
        }
        actions={may(me, 'create_recruitment') && <PrepareRecruitment />}
      />
      <RecruitmentList />
    </>
  );
}

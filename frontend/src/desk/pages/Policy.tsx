import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { PolicyVersions } from '@/features/policy/desk/PolicyVersions';

export function Policy() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('policy:title')} lead={t('policy:lead')} tags={<ClauseMark id="D13" />} />
      <PolicyVersions />
    </>
  );
}

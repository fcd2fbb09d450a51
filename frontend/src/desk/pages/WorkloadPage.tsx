import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { WorkloadView } from '@/features/ownership/desk/WorkloadView';

export function WorkloadPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('ownership:workload.title')} lead={t('ownership:workload.lead')} />
      <WorkloadView />
    </>
  );
}

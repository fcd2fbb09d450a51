import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { HrEventList } from '@/features/machines/desk/HrEventList';

export function HrEvents() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('machines:events_title')} lead={t('machines:events_lead')} />
      <HrEventList />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { LeavingList } from '@/features/leaving/desk/LeavingList';

export function Leavings() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('leaving:title')} lead={t('leaving:lead')} />
      <LeavingList />
    </>
  );
}

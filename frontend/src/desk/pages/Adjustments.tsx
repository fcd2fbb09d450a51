import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { AdjustmentList } from '@/features/ownership/desk/AdjustmentList';

export function Adjustments() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('ownership:adjustments')} lead={t('ownership:adjustments_lead')} />
      <AdjustmentList />
    </>
  );
}

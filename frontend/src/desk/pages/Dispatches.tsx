import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { DispatchList } from '@/features/dispatch/desk/DispatchList';

export function Dispatches() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('dispatch:title')} lead={t('dispatch:lead')} />
      <DispatchList />
    </>
  );
}

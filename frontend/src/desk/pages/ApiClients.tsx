import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { ApiClientList } from '@/features/machines/desk/ApiClientList';

export function ApiClients() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('machines:title')} lead={t('machines:lead')} />
      <ApiClientList />
    </>
  );
}

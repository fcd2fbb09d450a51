import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { UserList } from '@/features/identity/desk/UserList';

export function Users() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('identity:users.title')} lead={t('identity:users.lead')} />
      <UserList />
    </>
  );
}

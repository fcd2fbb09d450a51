import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { UserList } from '@/features/identity/desk/UserList';
import { searchEmployees } from '@/lib/lookups';

export function Users() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('identity:users.title')} lead={t('identity:users.lead')} />
      <UserList employeeField={<RemoteSelect queryKey={['lookup', 'employees']} search={searchEmployees} label={t('identity:users.employee')} width="100%" />} />
    </>
  );
}

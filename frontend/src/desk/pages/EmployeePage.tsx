import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { Employees } from '@/features/people/desk/Employees';

export function EmployeePage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('people:employees')} lead={t('people:employees_lead')} />
      <Employees />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { PrintButton } from '@/components/desk/PrintButton';
import { Coverage } from '@/features/ownership/desk/Coverage';

export function CoveragePage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('ownership:coverage.title')} lead={t('ownership:coverage.lead')} actions={<PrintButton />} />
      <Coverage />
    </>
  );
}

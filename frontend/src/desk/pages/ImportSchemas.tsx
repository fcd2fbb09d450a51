import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { Schemas } from '@/features/imports/desk/Schemas';

export function ImportSchemas() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('imports:schemas_title')} lead={t('imports:schemas_lead')} />
      <Schemas />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { ClauseList } from '@/features/clauses/desk/ClauseList';

export function Clauses() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('clauses:title')} lead={t('clauses:lead')} />
      <ClauseList />
    </>
  );
}

import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { usePolicy } from '@/features/policy/api';
import { PolicyForm } from '@/features/policy/desk/PolicyForm';
import { PageSkeleton } from '../layout/PageSkeleton';

export function NewPolicy() {
  const { t } = useTranslation();
  const { base } = useSearch({ from: '/shell/pages/policy/new' });
  const ground = usePolicy(base ?? 'current');
  if (ground.error !== null) return <ErrorState error={ground.error} onRetry={() => void ground.refetch()} />;
  if (ground.data === undefined) return <PageSkeleton />;
  const name = ground.data.number === 0 ? t('policy:defaults') : t('policy:version', { number: ground.data.number });
  return (
    <>
      <PageHeader title={t('policy:new_title')} lead={t('policy:new_lead', { name })} tags={<ClauseMark id="D13" />} />
      <PolicyForm key={ground.data.number} base={ground.data} />
    </>
  );
}

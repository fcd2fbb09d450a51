import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { useImport } from '@/features/imports/api';
import { ImportRecord } from '@/features/imports/desk/ImportRecord';
import { PageSkeleton } from '../layout/PageSkeleton';

export function Import() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/pages/imports/$id' });
  const found = useImport(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <PageSkeleton />;
  return (
    <>
      <PageHeader
        title={t('imports:title')}
        actions={
          <Link to="/imports" search={{}} className="kj-act-link">
            {t('imports:history')}
          </Link>
        }
      />
      <ImportRecord found={found.data} />
    </>
  );
}

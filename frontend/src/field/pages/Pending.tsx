import { useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/field/EmptyState';

/** Stands where the route table names a page that this version does not carry yet, and says so. */
export function Pending() {
  const { t } = useTranslation();
  const title = useMatches().findLast((match) => match.staticData.title !== undefined)?.staticData.title ?? 'common:app';
  return <EmptyState title={t('field:pending.title')} detail={t('field:pending.detail', { page: t(title) })} />;
}

import { Link, useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { PageHeader } from '@/components/desk/PageHeader';

/** Stands where the route table names a page that this version does not carry yet, and says so. */
export function Pending() {
  const { t } = useTranslation();
  const title = useMatches().findLast((match) => match.staticData.title !== undefined)?.staticData.title ?? 'common:app';
  return (
    <>
      <PageHeader title={t(title)} lead={t(title.replace('nav', 'hint'))} />
      <EmptyState title={t('desk:pending.title')} detail={t('desk:pending.detail', { page: t(title) })} action={<Link to="/">{t('common:back_home')}</Link>} />
    </>
  );
}

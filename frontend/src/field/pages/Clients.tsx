import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/field/EmptyState';
import { ClientList } from '@/features/book/field/ClientList';
import { ClientPage } from '@/features/book/field/ClientPage';
import { useMe } from '@/lib/session';

export function Clients() {
  const { t } = useTranslation();
  const me = useMe();
  if (me.manager_id === null || me.manager_id === undefined) return <EmptyState title={t('field:no_book')} detail={t('field:no_book_detail')} action={<a href="/clients">{t('field:me.desk')}</a>} />;
  return <ClientList manager={me.manager_id} />;
}

export function Client() {
  const { id = '' } = useParams({ strict: false });
  return <ClientPage id={id} />;
}

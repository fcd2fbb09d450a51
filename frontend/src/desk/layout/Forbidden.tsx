import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';

export function Forbidden() {
  const { t } = useTranslation();
  return <EmptyState title={t('common:error.forbidden')} detail={t('common:error.forbidden_detail')} action={<Link to="/">{t('common:back_home')}</Link>} />;
}

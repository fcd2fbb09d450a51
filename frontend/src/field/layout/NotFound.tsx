import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/field/EmptyState';

export function NotFound() {
  const { t } = useTranslation();
  return <EmptyState title={t('common:error.not_found')} detail={t('common:error.not_found_detail')} action={<Link to="/">{t('common:back_home')}</Link>} />;
}

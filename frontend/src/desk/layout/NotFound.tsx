import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return <Result status="404" title={t('common:error.not_found')} subTitle={t('common:error.not_found_detail')} extra={<Link to="/">{t('common:back_home')}</Link>} />;
}

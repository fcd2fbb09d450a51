import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useTranslation } from 'react-i18next';

export function Forbidden() {
  const { t } = useTranslation();
  return <Result status="403" title={t('common:error.forbidden')} subTitle={t('common:error.forbidden_detail')} extra={<Link to="/">{t('common:back_home')}</Link>} />;
}

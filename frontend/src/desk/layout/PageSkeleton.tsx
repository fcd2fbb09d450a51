import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** Keeps a page's layout while its code or data comes. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common:loading')} style={{ padding: 24 }}>
      <Skeleton active title={{ width: 200 }} paragraph={{ rows: 1, width: 420 }} />
      <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} style={{ marginTop: 24 }} />
    </div>
  );
}

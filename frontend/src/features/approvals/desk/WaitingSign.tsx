import { CheckSquareOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Badge } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWaiting } from '../api';

/** How many requests wait for me, in the top bar. */
export function WaitingSign() {
  const { t } = useTranslation();
  const waiting = useWaiting();
  const count = waiting.data?.count ?? 0;
  const label = count === 0 ? t('desk:approvals_none') : t('desk:approvals_waiting', { count });
  return (
    <Link to="/approvals" search={{}} className="ant-btn ant-btn-text ant-btn-color-default ant-btn-variant-text kj-sign" aria-label={label} title={label}>
      <Badge count={count} size="small" overflowCount={99}>
        <CheckSquareOutlined />
      </Badge>
    </Link>
  );
}

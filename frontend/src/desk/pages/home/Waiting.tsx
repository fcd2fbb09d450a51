import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { useWaiting } from '@/features/approvals/api';

const SHOWN = 5;

/** Requests that wait for my decision, the oldest first. */
export function Waiting() {
  const { t } = useTranslation();
  const waiting = useWaiting();
  const items = [...(waiting.data?.items ?? [])].reverse();
  return (
    <Panel
      title={waiting.data === undefined || items.length === 0 ? t('dashboard:waiting') : t('dashboard:waiting_count', { count: items.length })}
      extra={
        <Link to="/approvals" search={{}}>
          {t('dashboard:all_approvals')}
        </Link>
      }
    >
      {waiting.error !== null ? (
        <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
      ) : waiting.data === undefined ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : items.length === 0 ? (
        <p className="kj-quiet">{t('dashboard:nothing_waits')}</p>
      ) : (
        <ul className="kj-lines">
          {items.slice(0, SHOWN).map((approval) => (
            <li key={approval.id}>
              <Link to="/approvals/$id" params={{ id: approval.id }} search={{}}>
                {t(`approvals:kind.${approval.kind}`)}
              </Link>
              <span className="kj-lines-text">{approval.reason}</span>
              <span className="kj-lines-end kj-quiet">
                {approval.proposer_name} · <DateText value={approval.created_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

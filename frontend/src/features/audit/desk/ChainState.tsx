import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { count, dateTimeExact } from '@/lib/format';
import { useAuditState } from '../api';

/** Whether the record is whole: every link checked from the first to the last. */
export function ChainState() {
  const { t } = useTranslation();
  const state = useAuditState();
  if (state.error !== null) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (state.data === undefined) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  const { ok, links, fault, fault_at: at, head, head_signed_at: signed } = state.data;
  return (
    <Alert
      type={ok ? 'success' : 'error'}
      showIcon
      title={ok ? t('audit:chain.whole', { links: count(links) }) : t('audit:chain.broken', { at: at ?? 0 })}
      description={
        <>
          {!ok && fault !== undefined && fault !== null && <div>{t('audit:chain.fault', { fault })}</div>}
          <span className="kj-quiet">
            {head === undefined || head === null || signed === undefined || signed === null ? t('audit:chain.no_head') : t('audit:chain.head', { head: count(head), at: dateTimeExact(signed) })}
          </span>
        </>
      }
      action={
        <Button size="small" loading={state.isFetching} onClick={() => void state.refetch()}>
          {t('audit:chain.again')}
        </Button>
      }
    />
  );
}

import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { DateText } from '@/components/plain/DateText';
import { usePolicy, type PolicyBody } from '../api';
import { PolicyDiff } from './PolicyDiff';

/** What a proposed version changes against the one that holds today. */
export function PolicyRequest({ payload }: { payload: { number?: number; effective_from?: string; body?: PolicyBody } }) {
  const { t } = useTranslation();
  const current = usePolicy('current');
  if (current.error !== null) return <ErrorState error={current.error} onRetry={() => void current.refetch()} />;
  if (current.data === undefined || payload.body === undefined) return <Skeleton active />;
  return (
    <>
      <Facts
        items={[
          { label: t('policy:number'), value: payload.number === undefined ? '' : <Link to="/policy" search={{ number: payload.number.toString() }}>{t('policy:version', { number: payload.number })}</Link> },
          { label: t('policy:effective_from'), value: <DateText value={payload.effective_from} /> },
        ]}
      />
      <div style={{ height: 12 }} />
      <PolicyDiff
        before={current.data.body}
        after={payload.body}
        beforeTitle={t('policy:in_force', { name: current.data.number === 0 ? t('policy:defaults') : t('policy:version', { number: current.data.number }) })}
        afterTitle={t('policy:after_change')}
      />
    </>
  );
}

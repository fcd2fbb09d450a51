import { Link } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { DateText } from '@/components/plain/DateText';
import { useAdjustment, type Adjustment } from '../api';
import { Shares } from './Shares';

/** What an adjustment changes: whose client, who before, who after, from when. */
export function AdjustmentFacts({ adjustment }: { adjustment: Adjustment }) {
  const { t } = useTranslation();
  return (
    <>
      <Facts
        items={[
          {
            label: t('ownership:client'),
            value: (
              <>
                <Link to="/clients/$id" params={{ id: adjustment.client_id }} search={{}}>
                  {adjustment.client_name}
                </Link>{' '}
                <span className="kj-quiet">{adjustment.client_no}</span>
              </>
            ),
          },
          { label: t('ownership:effective_on'), value: <DateText value={adjustment.effective_on} /> },
          { label: t('ownership:before'), value: <Shares shares={adjustment.before} /> },
          { label: t('ownership:after'), value: <Shares shares={adjustment.shares} /> },
        ]}
      />
      {adjustment.needs_named_a && <Alert type="warning" showIcon style={{ marginTop: 12 }} title={<>{t('ownership:needs_named_a')} <ClauseMark id="D9.3" /></>} />}
    </>
  );
}

/** The same for the inbox, by the adjustment's id. */
export function AdjustmentRequest({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useAdjustment(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton active />;
  return (
    <>
      <AdjustmentFacts adjustment={found.data} />
      <p style={{ marginBottom: 0 }}>
        <Link to="/adjustments/$id" params={{ id }}>
          {t('ownership:open_adjustment')}
        </Link>
      </p>
    </>
  );
}

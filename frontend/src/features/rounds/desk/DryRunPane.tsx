import { Skeleton, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { percent } from '@/lib/format';
import { useDryRun } from '../api';
import { BookPicture } from './BookPicture';

function Change({ title, from, to }: { title: string; from: string; to: string }) {
  return <Statistic title={title} value={`${from} → ${to}`} />;
}

/** What a round would change: coverage, worth and count per manager, and how unequal they are, before and after. */
export function DryRunPane({ roundId }: { roundId: string }) {
  const { t } = useTranslation();
  const dryRun = useDryRun(roundId);
  if (dryRun.error !== null) return <ErrorState error={dryRun.error} onRetry={() => void dryRun.refetch()} />;
  if (dryRun.data === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  const data = dryRun.data;
  return (
    <div className="kj-stack">
      <div className="kj-figures">
        <Change title={t('roundsdesk:coverage')} from={percent(data.coverage_before_bps)} to={percent(data.coverage_after_bps)} />
        <Change title={t('roundsdesk:gini')} from={(data.gini_before_bps / 10_000).toFixed(3)} to={(data.gini_after_bps / 10_000).toFixed(3)} />
        <Statistic title={t('roundsdesk:still_uncovered')} value={data.uncovered_lots.length} suffix={t('rounds:unit_lots')} />
        <ClauseMark id="D9.1" />
      </div>
      <BookPicture lines={data.managers} />
    </div>
  );
}

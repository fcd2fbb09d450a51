import { useNavigate } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Stat } from '@/components/desk/Stat';
import { Money } from '@/components/plain/Money';
import { useCoverage, useWorkload } from '@/features/ownership/api';
import { CoverageChart } from '@/features/ownership/desk/Coverage';
import { WorkloadChart } from '@/features/ownership/desk/WorkloadView';
import { coverageTotals, isOver } from '@/features/ownership/totals';
import { count, percent } from '@/lib/format';

/** The state of what I answer for: coverage, and how work and worth lie on the managers. */
export function Coverage({ branchId }: { branchId: string | undefined }) {
  const navigate = useNavigate();
  const coverage = useCoverage();
  if (coverage.error !== null) return <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} />;
  if (coverage.data === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  const items = coverage.data.items.filter((item) => branchId === undefined || item.branch_id === branchId);
  return (
    <CoverageChart
      items={items}
      onBranch={(id) => {
        void navigate({ to: '/coverage', search: { branch_id: id } });
      }}
    />
  );
}

/** Worth and clients per manager, each bar leading to the manager's clients. */
export function Load({ branchId }: { branchId: string | undefined }) {
  const { t } = useTranslation();
  const workload = useWorkload(branchId);
  if (workload.error !== null) return <ErrorState error={workload.error} onRetry={() => void workload.refetch()} />;
  if (workload.data === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <>
      <WorkloadChart rows={workload.data} measure="clients" title={t('dashboard:clients_by_manager')} />
      <WorkloadChart rows={workload.data} measure="worth" title={t('dashboard:worth_by_manager')} />
    </>
  );
}

/** The figures of the scope, each leading to its list; further ones stand at the end. */
export function Figures({ branchId, children }: { branchId: string | undefined; children?: ReactNode }) {
  const { t } = useTranslation();
  const coverage = useCoverage();
  const workload = useWorkload(branchId);
  const items = coverage.data?.items.filter((item) => branchId === undefined || item.branch_id === branchId);
  const totals = items === undefined ? undefined : coverageTotals(items);
  const rows = workload.data;
  const search: Record<string, string> = branchId === undefined ? {} : { branch_id: branchId };
  const over = rows?.filter(isOver).length ?? 0;
  return (
    <div className="kj-stats">
      <Stat
        label={t('ownership:coverage.rate')}
        value={totals === undefined ? '…' : percent(totals.coverage_bps)}
        tone={totals === undefined ? 'plain' : totals.uncovered === 0 ? 'green' : 'red'}
        detail={totals === undefined ? undefined : totals.uncovered === 0 ? t('dashboard:all_covered') : t('dashboard:uncovered', { count: totals.uncovered })}
        to="/coverage"
        search={search}
      />
      <Stat label={t('dashboard:worth')} value={rows === undefined ? '…' : <Money fen={rows.reduce((sum, row) => sum + row.worth_fen, 0)} withUnit />} detail={t('dashboard:worth_detail')} to="/workload" search={{ ...search, by: 'worth' }} />
      <Stat label={t('dashboard:exposure')} value={rows === undefined ? '…' : <Money fen={rows.reduce((sum, row) => sum + row.exposure_fen, 0)} withUnit />} detail={t('dashboard:exposure_detail')} to="/workload" search={{ ...search, by: 'exposure' }} />
      <Stat label={t('dashboard:over')} value={rows === undefined ? '…' : count(over)} tone={over === 0 ? 'plain' : 'gold'} detail={rows === undefined ? undefined : t('dashboard:of_managers', { count: rows.length })} to="/workload" search={search} />
      {children}
    </div>
  );
}

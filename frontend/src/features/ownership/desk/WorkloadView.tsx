import { Link, useNavigate } from '@tanstack/react-router';
import { Progress, Segmented, Skeleton, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { Money } from '@/components/plain/Money';
import { count, percent, wan } from '@/lib/format';
import { useBranchOptions } from '@/lib/lookups';
import { useUrlFilters } from '@/lib/url-filters';
import { useWorkload, type Workload } from '../api';
import { fullness, isOver } from '../totals';

export type WorkloadFilter = 'branch_id' | 'by';
export type Measure = 'clients' | 'worth' | 'exposure';

const MEASURES: readonly Measure[] = ['clients', 'worth', 'exposure'];
/** More bars than this cannot be told apart; the table below has all. */
const BARS = 24;

const valueOf = (row: Workload, measure: Measure): number => (measure === 'clients' ? row.clients : measure === 'worth' ? row.worth_fen : row.exposure_fen);
const limitOf = (row: Workload, measure: Measure): number | null | undefined => (measure === 'clients' ? row.capacity_clients : measure === 'exposure' ? row.capacity_exposure_fen : undefined);

/** Clients, worth or credit of each manager, the largest first; a bar leads to that manager's clients. */
export function WorkloadChart({ rows, measure, title }: { rows: readonly Workload[]; measure: Measure; title?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const shown = useMemo(() => [...rows].sort((a, b) => valueOf(b, measure) - valueOf(a, measure)).slice(0, BARS), [rows, measure]);
  const option = useMemo(() => {
    const plain = (value: number): string => (measure === 'clients' ? count(value) : wan(value));
    const limits = shown.map((row) => limitOf(row, measure) ?? null);
    const name = t(`ownership:workload.${measure}`);
    return {
      grid: { left: 64, right: 16, top: 32, bottom: 56 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const }, valueFormatter: (value: unknown) => (typeof value === 'number' ? plain(value) : '—') },
      xAxis: { type: 'category' as const, data: shown.map((row) => row.name), axisLabel: { rotate: shown.length > 10 ? 45 : 0, interval: 0, width: 72, overflow: 'truncate' as const }, axisTick: { show: false } },
      yAxis: { type: 'value' as const, axisLabel: { formatter: (value: number) => plain(Math.round(value)) } },
      series: [
        { name, type: 'bar' as const, barMaxWidth: 28, data: shown.map((row) => ({ value: valueOf(row, measure), ...(isOver(row) && measure !== 'worth' && { itemStyle: { color: '#d55e00' } }) })) },
        ...(limits.some((limit) => limit !== null) ? [{ name: t('ownership:workload.limit'), type: 'scatter' as const, symbol: 'rect', symbolSize: [26, 3], color: '#1d2530', data: limits }] : []),
      ],
    };
  }, [shown, measure, t]);
  return (
    <Chart
      title={title ?? (rows.length > BARS ? t('ownership:workload.first', { count: BARS, by: t(`ownership:workload.${measure}`) }) : t(`ownership:workload.${measure}`))}
      option={option}
      columns={[{ title: t('ownership:workload.manager') }, { title: t(`ownership:workload.${measure}`), numeric: true }, { title: t('ownership:workload.limit'), numeric: true }]}
      rows={shown.map((row) => {
        const limit = limitOf(row, measure);
        const show = (value: number) => (measure === 'clients' ? count(value) : <Money fen={value} />);
        return [row.name, show(valueOf(row, measure)), limit === undefined || limit === null ? '—' : show(limit)];
      })}
      onPick={({ dataIndex }) => {
        const row = shown[dataIndex];
        if (row !== undefined) void navigate({ to: '/clients', search: { owner: row.manager_id } });
      }}
    />
  );
}

/** What each manager looks after against what the grade may hold. */
export function WorkloadView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [filters, setFilters] = useUrlFilters<WorkloadFilter>();
  const branches = useBranchOptions();
  const workload = useWorkload(filters.branch_id);
  const measure = MEASURES.find((entry) => entry === filters.by) ?? 'clients';
  if (workload.error !== null) return <ErrorState error={workload.error} onRetry={() => void workload.refetch()} />;
  if (workload.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  const rows = workload.data;
  const columns: Column<Workload>[] = [
    {
      key: 'name',
      title: t('ownership:workload.manager'),
      fixedColumn: true,
      render: (_value, row) => (
        <>
          <Link to="/managers/$id" params={{ id: row.manager_id }} onClick={(event) => { event.stopPropagation(); }}>
            {row.name}
          </Link>{' '}
          {isOver(row) && <Tag color="volcano">{t('ownership:workload.over')}</Tag>}
        </>
      ),
    },
    { key: 'class', title: t('ownership:workload.class'), render: (_value, row) => t(`common:class.${row.class}`) },
    { key: 'grade', title: t('ownership:workload.grade'), render: (_value, row) => (row.grade === undefined || row.grade === null ? '' : t(`common:grade.${row.grade}`)) },
    {
      key: 'full',
      title: t('ownership:workload.full'),
      width: 180,
      render: (_value, row) => {
        const full = fullness(row);
        return full === undefined ? <span className="kj-quiet">{t('common:unlimited')}</span> : <Progress percent={Math.min(100, full / 100)} size="small" format={() => percent(full)} {...(full > 10_000 && { status: 'exception' as const })} aria-label={`${row.name} ${t('ownership:workload.full')}`} />;
      },
    },
    { key: 'clients', title: t('ownership:workload.clients'), numeric: true, render: (_value, row) => count(row.clients) },
    { key: 'core', title: t('ownership:workload.core'), numeric: true, render: (_value, row) => count(row.core_clients) },
    { key: 'worth', title: t('ownership:workload.worth'), numeric: true, render: (_value, row) => <Money fen={row.worth_fen} /> },
    { key: 'exposure', title: t('ownership:workload.exposure'), numeric: true, render: (_value, row) => <Money fen={row.exposure_fen} /> },
    { key: 'limit', title: t('ownership:workload.exposure_limit'), numeric: true, hiddenAtFirst: true, render: (_value, row) => <Money fen={row.capacity_exposure_fen} /> },
  ];
  return (
    <div className="kj-stack">
      <div className="kj-filters" style={{ marginBottom: 0 }}>
        <div className="kj-filters-left">
          <Segmented<Measure>
            aria-label={t('ownership:workload.by')}
            value={measure}
            options={MEASURES.map((entry) => ({ value: entry, label: t(`ownership:workload.${entry}`) }))}
            onChange={(by) => {
              setFilters({ by: by === 'clients' ? undefined : by });
            }}
          />
          {branches.length > 1 && <FilterSelect label={t('ownership:branch')} value={filters.branch_id} options={branches} onChange={(value) => { setFilters({ branch_id: value }); }} />}
          <ClauseMark id="E4.2" />
        </div>
      </div>
      {rows.length > 0 && <WorkloadChart rows={rows} measure={measure} />}
      <DataTable<Workload>
        id="workload"
        label={t('ownership:workload.title')}
        columns={columns}
        data={{ rows, loading: workload.isFetching, error: null, hasMore: false, loadingMore: false, loadMore: () => undefined, retry: () => void workload.refetch() }}
        rowKey={(row) => row.manager_id}
        onRow={(row) => void navigate({ to: '/clients', search: { owner: row.manager_id } })}
        empty={<EmptyState title={t('ownership:workload.none')} detail={t('ownership:workload.none_detail')} />}
      />
    </div>
  );
}

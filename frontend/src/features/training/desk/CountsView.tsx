import { Link } from '@tanstack/react-router';
import { Checkbox, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { may } from '@/lib/access';
import { count } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { useTrainingCounts, type Count } from '../api';
import { byBranch, isShort, type BranchShort } from '../phase';

const ROW_PX = 34;
const EDGE_PX = 64;
/** This year and the ones before it that can be looked at. */
const YEARS = 5;

function ShortChart({ branches, onBranch }: { branches: readonly BranchShort[]; onBranch: (id: string) => void }) {
  const { t } = useTranslation();
  const option = useMemo(
    () => ({
      grid: { left: 96, right: 56, top: 32, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: branches.map((branch) => branch.branch_name), axisTick: { show: false } },
      series: [
        { name: t('trainingdesk:short'), type: 'bar' as const, stack: 'all', barMaxWidth: 18, color: '#d55e00', data: branches.map((branch) => branch.short) },
        { name: t('trainingdesk:enough'), type: 'bar' as const, stack: 'all', barMaxWidth: 18, color: '#1f5fa8', data: branches.map((branch) => branch.all - branch.short) },
      ],
    }),
    [branches, t],
  );
  return (
    <Chart
      title={t('trainingdesk:by_branch')}
      option={option}
      height={branches.length * ROW_PX + EDGE_PX}
      columns={[{ title: t('trainingdesk:branch') }, { title: t('trainingdesk:short'), numeric: true }, { title: t('trainingdesk:managers'), numeric: true }]}
      rows={branches.map((branch) => [branch.branch_name, count(branch.short), count(branch.all)])}
      onPick={({ dataIndex }) => {
        const picked = branches[dataIndex];
        if (picked !== undefined) onBranch(picked.branch_id);
      }}
    />
  );
}

/** Each manager's events of head office this year against what is owed. */
export function CountsView() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'branch_id' | 'short' | 'year'>();
  const thisYear = Number(me.today.slice(0, 4));
  const years = Array.from({ length: YEARS }, (_none, ago) => (thisYear - ago).toString());
  const asked = years.find((entry) => entry === filters.year);
  const counts = useTrainingCounts(asked === undefined ? undefined : Number(asked));
  const branches = useMemo(() => byBranch(counts.data?.items ?? []), [counts.data]);
  if (counts.error !== null) return <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />;
  if (counts.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { items, year, per_year, policy_number, events } = counts.data;
  const short = filters.short === 'true';
  const rows = items.filter((item) => (filters.branch_id === undefined || item.branch_id === filters.branch_id) && (!short || isShort(item)));
  const columns: Column<Count>[] = [
    {
      key: 'name',
      title: t('trainingdesk:manager'),
      fixedColumn: true,
      render: (_value, item) =>
        may(me, 'get_manager') ? (
          <Link to="/managers/$id" params={{ id: item.manager_id }} className="kj-name">
            {item.name}
          </Link>
        ) : (
          <strong className="kj-name">{item.name}</strong>
        ),
    },
    { key: 'no', title: t('trainingdesk:manager_no'), dataIndex: 'manager_no' },
    { key: 'grade', title: t('trainingdesk:grade'), render: (_value, item) => (item.grade === undefined || item.grade === null ? '' : t(`common:grade.${item.grade}`)) },
    { key: 'branch', title: t('trainingdesk:branch'), dataIndex: 'branch_name' },
    { key: 'attended', title: t('trainingdesk:attended'), numeric: true, render: (_value, item) => count(item.attended) },
    { key: 'owed', title: t('trainingdesk:owed'), numeric: true, render: (_value, item) => count(item.owed) },
    { key: 'missing', title: t('trainingdesk:missing'), numeric: true, fixedColumn: true, render: (_value, item) => (isShort(item) ? <strong className="kj-stat-red">{count(item.owed - item.attended)}</strong> : <span className="kj-quiet">0</span>) },
  ];
  return (
    <div className="kj-stack">
      <p className="kj-note">
        {t('trainingdesk:counts_lead', { year, per_year, events })} {events < per_year && <strong>{t('trainingdesk:too_few', { count: per_year - events })}</strong>} <ClauseMark id="D8.2" policyVersion={policy_number} />
      </p>
      {items.length > 1 && (
        <ShortChart
          branches={branches}
          onBranch={(id) => {
            setFilters({ branch_id: id, short: 'true' });
          }}
        />
      )}
      <DataTable<Count>
        id="training-counts"
        label={t('trainingdesk:counts')}
        columns={columns}
        rowKey={(item) => item.manager_id}
        data={{ rows, loading: false, error: null, hasMore: false, loadingMore: false, loadMore: () => undefined, retry: () => void counts.refetch() }}
        filters={
          <>
            <FilterSelect
              label={t('trainingdesk:year')}
              value={asked}
              options={years.map((entry) => ({ value: entry, label: t('trainingdesk:year_of', { year: entry }) }))}
              onChange={(entry) => {
                setFilters({ year: entry });
              }}
            />
            {branches.length > 1 && (
              <FilterSelect
                label={t('trainingdesk:branch')}
                value={filters.branch_id}
                options={branches.map((branch) => ({ value: branch.branch_id, label: branch.branch_name }))}
                onChange={(branch) => {
                  setFilters({ branch_id: branch });
                }}
              />
            )}
            <Checkbox
              checked={short}
              onChange={(event) => {
                setFilters({ short: event.target.checked ? 'true' : undefined });
              }}
            >
              {t('trainingdesk:short_only')}
            </Checkbox>
          </>
        }
        empty={<EmptyState title={t(short ? 'trainingdesk:none_short' : 'trainingdesk:none_counted')} />}
      />
    </div>
  );
}

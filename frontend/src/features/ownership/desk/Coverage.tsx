import { Link } from '@tanstack/react-router';
import { DatePicker, Skeleton, Space, Table } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { Panel } from '@/components/desk/Panel';
import { Stat } from '@/components/desk/Stat';
import { DateText } from '@/components/plain/DateText';
import { count, percent } from '@/lib/format';
import { useUrlFilters } from '@/lib/url-filters';
import { MUST_KINDS, useCoverage, useUncovered, type BranchCoverage, type Uncovered } from '../api';
import { coverageTotals } from '../totals';

export type CoverageFilter = 'branch_id' | 'kind' | 'day';

const ROW_PX = 34;
const EDGE_PX = 64;

/** Covered and uncovered accounts of each branch; a bar leads to the branch's list. */
export function CoverageChart({ items, onBranch }: { items: readonly BranchCoverage[]; onBranch: (id: string) => void }) {
  const { t } = useTranslation();
  const option = useMemo(
    () => ({
      grid: { left: 96, right: 56, top: 32, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: items.map((item) => item.branch_name), axisTick: { show: false } },
      series: [
        { name: t('ownership:coverage.covered'), type: 'bar' as const, stack: 'all', barMaxWidth: 18, color: '#1f5fa8', data: items.map((item) => item.covered) },
        {
          name: t('ownership:coverage.uncovered'),
          type: 'bar' as const,
          stack: 'all',
          barMaxWidth: 18,
          color: '#d55e00',
          data: items.map((item) => item.must_allocate - item.covered),
          label: { show: true, position: 'right' as const, formatter: ({ dataIndex }: { dataIndex: number }) => percent(items[dataIndex]?.coverage_bps ?? 0) },
        },
      ],
    }),
    [items, t],
  );
  return (
    <Chart
      title={t('ownership:coverage.by_branch')}
      option={option}
      height={items.length * ROW_PX + EDGE_PX}
      columns={[{ title: t('ownership:branch') }, { title: t('ownership:coverage.must'), numeric: true }, { title: t('ownership:coverage.covered'), numeric: true }, { title: t('ownership:coverage.rate'), numeric: true }]}
      rows={items.map((item) => [item.branch_name, count(item.must_allocate), count(item.covered), percent(item.coverage_bps)])}
      onPick={({ dataIndex }) => {
        const picked = items[dataIndex];
        if (picked !== undefined) onBranch(picked.branch_id);
      }}
    />
  );
}

function UncoveredList({ day }: { day: string | undefined }) {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<CoverageFilter>();
  const coverage = useCoverage(day);
  const kind = MUST_KINDS.find((entry) => entry === filters.kind);
  const data = useUncovered({ branch_id: filters.branch_id, kind, day });
  const columns: Column<Uncovered>[] = [
    { key: 'account', title: t('ownership:coverage.account'), fixedColumn: true, dataIndex: 'account_no' },
    {
      key: 'client',
      title: t('ownership:client'),
      fixedColumn: true,
      render: (_value, account) => (
        <Link to="/clients/$id" params={{ id: account.client_id }} search={{}}>
          {account.client_name}
        </Link>
      ),
    },
    { key: 'kind', title: t('ownership:coverage.why'), render: (_value, account) => t(`ownership:must.${account.kind}`) },
    { key: 'product', title: t('ownership:coverage.product'), dataIndex: 'product' },
    { key: 'branch', title: t('ownership:branch'), dataIndex: 'branch_name' },
    { key: 'opened', title: t('ownership:coverage.opened'), render: (_value, account) => <DateText value={account.opened_on} /> },
  ];
  return (
    <DataTable<Uncovered>
      id="uncovered"
      label={t('ownership:coverage.list')}
      columns={columns}
      data={data}
      rowKey={(account) => account.account_id}
      filters={
        <>
          <FilterSelect label={t('ownership:branch')} value={filters.branch_id} options={coverage.data?.items.map((item) => ({ value: item.branch_id, label: item.branch_name })) ?? []} onChange={(value) => { setFilters({ branch_id: value }); }} />
          <FilterSelect label={t('ownership:coverage.why')} value={kind} options={MUST_KINDS.map((entry) => ({ value: entry, label: t(`ownership:must.${entry}`) }))} onChange={(value) => { setFilters({ kind: value }); }} />
        </>
      }
      empty={<EmptyState title={t('ownership:coverage.complete')} detail={t('ownership:coverage.complete_detail')} />}
    />
  );
}

/** Which accounts must be under a named manager, which are, and what sits with virtual managers. */
export function Coverage() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<CoverageFilter>();
  const coverage = useCoverage(filters.day);
  if (coverage.error !== null) return <ErrorState error={coverage.error} onRetry={() => void coverage.refetch()} />;
  if (coverage.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { items } = coverage.data;
  const shown = filters.branch_id === undefined ? items : items.filter((item) => item.branch_id === filters.branch_id);
  const totals = coverageTotals(shown);
  const virtual = shown.flatMap((item) => item.virtual_managers.map((manager) => ({ ...manager, branch_name: item.branch_name })));
  return (
    <div className="kj-stack">
      <div className="kj-filters">
        <Space>
          <DatePicker
            aria-label={t('ownership:day')}
            placeholder={t('ownership:coverage.today')}
            value={filters.day === undefined ? null : dayjs(filters.day)}
            onChange={(day) => {
              setFilters({ day: (day)?.format('YYYY-MM-DD') });
            }}
          />
          <span className="kj-quiet">{t('ownership:coverage.as_of', { day: coverage.data.day })}</span>
          <ClauseMark id="D9.1" />
        </Space>
      </div>
      <div className="kj-stats">
        <Stat label={t('ownership:coverage.rate')} value={percent(totals.coverage_bps)} tone={totals.uncovered === 0 ? 'green' : 'red'} detail={t('ownership:coverage.of', { covered: count(totals.covered), must: count(totals.must) })} />
        <Stat label={t('ownership:must.loan')} value={count(totals.loans)} tone={totals.loans === 0 ? 'plain' : 'red'} detail={t('ownership:coverage.uncovered')} to="/coverage" search={{ ...filters, kind: 'loan' }} />
        <Stat label={t('ownership:must.corporate_deposit')} value={count(totals.corporate)} tone={totals.corporate === 0 ? 'plain' : 'red'} detail={t('ownership:coverage.uncovered')} to="/coverage" search={{ ...filters, kind: 'corporate_deposit' }} />
        <Stat label={t('ownership:must.personal_deposit')} value={count(totals.won)} tone={totals.won === 0 ? 'plain' : 'red'} detail={t('ownership:coverage.uncovered')} to="/coverage" search={{ ...filters, kind: 'personal_deposit' }} />
        <Stat label={t('ownership:coverage.lapsed')} value={count(totals.lapsed)} tone={totals.lapsed === 0 ? 'plain' : 'red'} detail={t('ownership:coverage.lapsed_detail')} to="/clients" search={{ ...(filters.branch_id !== undefined && { branch_id: filters.branch_id }), lapsed: 'yes' }} />
        <Stat label={t('ownership:coverage.virtual')} value={count(totals.virtual)} tone="plain" detail={t('ownership:coverage.virtual_detail', { count: virtual.length })} />
      </div>
      <div className="kj-half">
        <CoverageChart
          items={items}
          onBranch={(id) => {
            setFilters({ branch_id: id });
          }}
        />
        <Panel title={t('ownership:coverage.virtual_managers')} extra={<ClauseMark id="D2" />}>
          {virtual.length === 0 ? (
            <p className="kj-quiet">{t('ownership:coverage.no_virtual')}</p>
          ) : (
            <Table
              size="small"
              pagination={false}
              rowKey="manager_id"
              dataSource={virtual}
              columns={[
                { key: 'name', title: t('ownership:coverage.manager'), render: (_value, manager: (typeof virtual)[number]) => <Link to="/managers/$id" params={{ id: manager.manager_id }}>{manager.name}</Link> },
                { key: 'branch', title: t('ownership:branch'), dataIndex: 'branch_name' },
                { key: 'accounts', title: t('ownership:coverage.accounts'), align: 'right', render: (_value, manager) => count(manager.accounts) },
                { key: 'maintainers', title: t('ownership:coverage.maintainers'), render: (_value, manager) => manager.maintainers.map((one) => one.name).join(t('ownership:and')) },
              ]}
            />
          )}
        </Panel>
      </div>
      <h2 className="kj-section">{t('ownership:coverage.list')}</h2>
      <UncoveredList day={filters.day} />
    </div>
  );
}

import { Link, useNavigate } from '@tanstack/react-router';
import { InputNumber } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { DaysFilter } from '@/components/desk/DaysFilter';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { LISTED, useTermCounts, useTerms, type ManagerTerm, type TermCount, type TermFilter } from '../api';
import { stateOf } from '../words';

const ROW_PX = 34;
const EDGE_PX = 64;

function TermChart({ branches, onPick }: { branches: readonly TermCount[]; onPick: (branch: string, standing: string) => void }) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const bar = (standing: (typeof LISTED)[number], color: string) => ({ name: t(`common:state.${stateOf(standing)}`), type: 'bar' as const, stack: 'all', barMaxWidth: 18, color, data: branches.map((branch) => branch[standing]) });
    return {
      grid: { left: 96, right: 56, top: 32, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: branches.map((branch) => branch.branch_name), axisTick: { show: false } },
      series: [bar('lapsed', '#d55e00'), bar('ending', '#e69f00'), bar('running', '#1f5fa8')],
    };
  }, [branches, t]);
  return (
    <Chart
      title={t('termsdesk:by_branch')}
      option={option}
      height={branches.length * ROW_PX + EDGE_PX}
      columns={[{ title: t('termsdesk:branch') }, ...LISTED.map((standing) => ({ title: t(`common:state.${stateOf(standing)}`), numeric: true })), { title: t('termsdesk:clients'), numeric: true }]}
      rows={branches.map((branch) => [branch.branch_name, ...LISTED.map((standing) => count(branch[standing])), count(branch.clients)])}
      onPick={({ dataIndex, seriesIndex }) => {
        const picked = branches[dataIndex];
        if (picked !== undefined) onPick(picked.branch_id, LISTED[seriesIndex] ?? 'ending');
      }}
    />
  );
}

/** Managers' terms that end, the next one first, under how they stand by branch. */
export function TermList() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [filters, setFilters] = useUrlFilters<TermFilter>();
  const sees = may(me, 'count_manager_terms');
  const counts = useTermCounts(filters.within, sees);
  const data = useTerms(filters);
  const branches = counts.data?.items ?? [];
  const within = counts.data?.within;
  const columns: Column<ManagerTerm>[] = [
    {
      key: 'name',
      title: t('termsdesk:manager'),
      fixedColumn: true,
      render: (_value, term) => (
        <span className="kj-two">
          <strong className="kj-name">{term.name}</strong>
          <small className="kj-quiet">{term.manager_no}</small>
        </span>
      ),
    },
    { key: 'grade', title: t('termsdesk:grade'), render: (_value, term) => (term.grade === undefined || term.grade === null ? '' : t(`common:grade.${term.grade}`)) },
    { key: 'branch', title: t('termsdesk:branch'), dataIndex: 'branch_name' },
    { key: 'from', title: t('terms:from'), hiddenAtFirst: true, render: (_value, term) => <DateText value={term.term_from} /> },
    { key: 'last', title: t('terms:last_day'), fixedColumn: true, render: (_value, term) => <DateText value={term.last_day} /> },
    { key: 'left', title: t('termsdesk:days_left'), numeric: true, render: (_value, term) => (term.days_left === undefined || term.days_left === null ? '' : term.days_left > 0 ? count(term.days_left) : <span className="kj-stat-red">{t('termsdesk:ago', { days: count(-term.days_left) })}</span>) },
    { key: 'standing', title: t('termsdesk:standing'), fixedColumn: true, render: (_value, term) => <StateTag state={stateOf(term.standing)} /> },
    {
      key: 'result',
      title: t('terms:assessment'),
      render: (_value, term) => (term.passed === undefined || term.passed === null ? <span className="kj-quiet">{t('terms:unassessed')}</span> : <StateTag state={term.passed ? 'assessment_passed' : 'assessment_failed'} />),
    },
    {
      key: 'request',
      title: t('termsdesk:renewal'),
      render: (_value, term) =>
        typeof term.request_id === 'string' && (
          <Link
            to="/approvals/$id"
            params={{ id: term.request_id }}
            search={{ box: 'all' }}
            onClick={(event) => {
              event.stopPropagation();
            }}
          >
            {t('termsdesk:waits')}
          </Link>
        ),
    },
  ];
  return (
    <div className="kj-stack">
      {counts.data !== undefined && (
        <p className="kj-note">
          {t('termsdesk:list_lead', { days: counts.data.within })} <ClauseMark id="D4" policyVersion={counts.data.policy_number} />
        </p>
      )}
      {sees && branches.length > 0 && (
        <TermChart
          branches={branches}
          onPick={(branch, standing) => {
            setFilters({ branch_id: branch, standing });
          }}
        />
      )}
      <DataTable<ManagerTerm>
        id="manager-terms"
        label={t('termsdesk:list')}
        columns={columns}
        rowKey={(term) => term.manager_id}
        data={data}
        onRow={(term) => void navigate({ to: '/managers/$id', params: { id: term.manager_id } })}
        filters={
          <>
            {branches.length > 1 && <FilterSelect label={t('termsdesk:branch')} value={filters.branch_id} options={branches.map((branch) => ({ value: branch.branch_id, label: branch.branch_name }))} onChange={(branch_id) => { setFilters({ branch_id }); }} />}
            <FilterSelect label={t('termsdesk:standing')} value={filters.standing} options={LISTED.map((standing) => ({ value: standing, label: t(`common:state.${stateOf(standing)}`) }))} onChange={(standing) => { setFilters({ standing }); }} />
            <DaysFilter
              label={t('terms:last_day')}
              from={filters.last_from}
              to={filters.last_to}
              onChange={(last_from, last_to) => {
                setFilters({ last_from, last_to });
              }}
            />
            {sees && (
              <InputNumber
                aria-label={t('termsdesk:within')}
                prefix={<span className="kj-quiet">{t('termsdesk:within')}</span>}
                suffix={t('termsdesk:days')}
                min={1}
                max={3660}
                precision={0}
                style={{ width: 176 }}
                value={filters.within === undefined ? (within ?? null) : Number(filters.within)}
                changeOnWheel={false}
                onChange={(value) => {
                  setFilters({ within: value === null ? undefined : String(value) });
                }}
              />
            )}
          </>
        }
        empty={<EmptyState title={t('termsdesk:none')} detail={t('termsdesk:none_detail')} />}
      />
    </div>
  );
}

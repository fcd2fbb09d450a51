import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
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
import { count } from '@/lib/format';
import { useUrlFilters } from '@/lib/url-filters';
import { STANDINGS, useCertificateCounts, useCertificates, type Certificate, type CertificateCount, type CertificateFilter } from '../api';
import { points, standingState } from '../words';
import { CertificateReview } from './CertificateReview';

const ROW_PX = 34;
const EDGE_PX = 64;
const DRAWN = ['lapsed', 'lapsing', 'counts'] as const;

function CertificateChart({ branches, onPick }: { branches: readonly CertificateCount[]; onPick: (branch: string | undefined, standing: string) => void }) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const bar = (standing: (typeof DRAWN)[number], color: string) => ({ name: t(`common:state.${standing}`), type: 'bar' as const, stack: 'all', barMaxWidth: 18, color, data: branches.map((branch) => branch[standing]) });
    return {
      grid: { left: 96, right: 56, top: 32, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: branches.map((branch) => branch.branch_name ?? t('certificationdesk:head_office')), axisTick: { show: false } },
      series: [bar('lapsed', '#d55e00'), bar('lapsing', '#e69f00'), bar('counts', '#1f5fa8')],
    };
  }, [branches, t]);
  return (
    <Chart
      title={t('certificationdesk:by_branch')}
      option={option}
      height={branches.length * ROW_PX + EDGE_PX}
      columns={[{ title: t('certificationdesk:branch') }, ...DRAWN.map((standing) => ({ title: t(`common:state.${standing}`), numeric: true })), { title: t('certificationdesk:unreviewed'), numeric: true }]}
      rows={branches.map((branch) => [branch.branch_name ?? t('certificationdesk:head_office'), ...DRAWN.map((standing) => count(branch[standing])), count(branch.unreviewed)])}
      onPick={({ dataIndex, seriesIndex }) => {
        const picked = branches[dataIndex];
        if (picked !== undefined) onPick(picked.branch_id ?? undefined, DRAWN[seriesIndex] ?? 'lapsing');
      }}
    />
  );
}

/** Certificates, the next to lapse first, under how they stand by branch. */
export function CertificateList() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<CertificateFilter>();
  const counts = useCertificateCounts();
  const data = useCertificates(filters);
  const branches = counts.data?.items ?? [];
  const columns: Column<Certificate>[] = [
    {
      key: 'name',
      title: t('certificationdesk:person'),
      fixedColumn: true,
      render: (_value, certificate) => (
        <Link to="/certification/$id" params={{ id: certificate.file_id }} className="kj-name">
          {certificate.name}
        </Link>
      ),
    },
    { key: 'branch', title: t('certificationdesk:branch'), render: (_value, certificate) => certificate.branch_name ?? t('certificationdesk:head_office') },
    { key: 'grade', title: t('certification:grade'), fixedColumn: true, render: (_value, certificate) => t(`common:grade.${certificate.grade}`) },
    { key: 'total', title: t('certification:total'), numeric: true, render: (_value, certificate) => points(certificate.total_bps) },
    { key: 'granted', title: t('certification:granted_on'), render: (_value, certificate) => <DateText value={certificate.granted_on} /> },
    { key: 'until', title: t('certification:counts_until'), fixedColumn: true, render: (_value, certificate) => <DateText value={certificate.counts_until} /> },
    { key: 'standing', title: t('certification:standing'), fixedColumn: true, render: (_value, certificate) => <StateTag state={standingState(certificate.standing)} /> },
    { key: 'body', title: t('certification:body'), render: (_value, certificate) => t(`certification:by.${certificate.body}`) },
    { key: 'filed', title: t('certification:filed'), render: (_value, certificate) => (certificate.filed_at === null || certificate.filed_at === undefined ? '' : certificate.review === null || certificate.review === undefined ? t('certification:filed_open') : t(`certification:outcome.${certificate.review.outcome}`)) },
    { key: 'acts', title: t('certificationdesk:acts'), render: (_value, certificate) => <CertificateReview certificate={certificate} /> },
  ];
  return (
    <div className="kj-stack">
      {counts.data !== undefined && (
        <p className="kj-note">
          {t('certificationdesk:certificates_lead', { days: counts.data.warning_days })} <ClauseMark id="E2.3" policyVersion={counts.data.policy_number} />
        </p>
      )}
      {branches.length > 0 && (
        <CertificateChart
          branches={branches}
          onPick={(branch, standing) => {
            setFilters({ branch_id: branch, standing });
          }}
        />
      )}
      <DataTable<Certificate>
        id="certificates"
        label={t('certificationdesk:certificates')}
        columns={columns}
        rowKey={(certificate) => certificate.id}
        data={data}
        filters={
          <>
            {branches.length > 1 && (
              <FilterSelect
                label={t('certificationdesk:branch')}
                value={filters.branch_id}
                options={branches.flatMap((branch) => (typeof branch.branch_id === 'string' ? [{ value: branch.branch_id, label: branch.branch_name ?? '' }] : []))}
                onChange={(branch_id) => {
                  setFilters({ branch_id });
                }}
              />
            )}
            <FilterSelect
              label={t('certification:standing')}
              value={filters.standing}
              options={STANDINGS.map((standing) => ({ value: standing, label: t(`common:state.${standingState(standing)}`) }))}
              onChange={(standing) => {
                setFilters({ standing });
              }}
            />
            <DaysFilter
              label={t('certification:counts_until')}
              from={filters.last_from}
              to={filters.last_to}
              onChange={(last_from, last_to) => {
                setFilters({ last_from, last_to });
              }}
            />
            <Checkbox
              checked={filters.unreviewed !== undefined}
              onChange={(event) => {
                setFilters({ unreviewed: event.target.checked ? 'yes' : undefined });
              }}
            >
              {t('certificationdesk:unreviewed_only')}
            </Checkbox>
          </>
        }
        empty={<EmptyState title={t('certificationdesk:no_certificates')} detail={t('certificationdesk:no_certificates_detail')} />}
      />
    </div>
  );
}

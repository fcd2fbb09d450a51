import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { useBranchOptions } from '@/lib/lookups';
import { useUrlFilters } from '@/lib/url-filters';
import { ADJUSTMENT_STATES, useAdjustments, type Adjustment } from '../api';
import { Shares } from './Shares';

export type AdjustmentFilter = 'state' | 'branch_id' | 'client_id';

export function AdjustmentList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const branches = useBranchOptions();
  const [filters, setFilters] = useUrlFilters<AdjustmentFilter>();
  const state = ADJUSTMENT_STATES.find((entry) => entry === filters.state);
  const data = useAdjustments({ state, branch_id: filters.branch_id, client_id: filters.client_id });
  const columns: Column<Adjustment>[] = [
    {
      key: 'client',
      title: t('ownership:client'),
      fixedColumn: true,
      render: (_value, adjustment) => (
        <span className="kj-two">
          <strong className="kj-name">{adjustment.client_name}</strong>
          <small className="kj-quiet">{adjustment.client_no}</small>
        </span>
      ),
    },
    { key: 'before', title: t('ownership:before'), render: (_value, adjustment) => <Shares shares={adjustment.before} /> },
    { key: 'after', title: t('ownership:after'), render: (_value, adjustment) => <Shares shares={adjustment.shares} /> },
    { key: 'effective', title: t('ownership:effective_on'), render: (_value, adjustment) => <DateText value={adjustment.effective_on} /> },
    { key: 'state', title: t('ownership:state'), render: (_value, adjustment) => <StateTag state={adjustment.state} /> },
    { key: 'applicant', title: t('ownership:applicant'), dataIndex: 'applicant_manager_name' },
    { key: 'reason', title: t('common:reason'), render: (_value, adjustment) => <span className="kj-clip">{adjustment.reason}</span> },
    { key: 'created', title: t('ownership:applied_at'), render: (_value, adjustment) => <DateText value={adjustment.created_at} /> },
  ];
  return (
    <DataTable<Adjustment>
      id="adjustments"
      label={t('ownership:adjustments')}
      columns={columns}
      data={data}
      rowKey={(adjustment) => adjustment.id}
      onRow={(adjustment) => void navigate({ to: '/adjustments/$id', params: { id: adjustment.id } })}
      filters={
        <>
          <FilterSelect label={t('ownership:state')} value={state} options={ADJUSTMENT_STATES.map((entry) => ({ value: entry, label: t(`common:state.${entry}`) }))} onChange={(value) => { setFilters({ state: value }); }} />
          {branches.length > 1 && <FilterSelect label={t('ownership:branch')} value={filters.branch_id} options={branches} onChange={(value) => { setFilters({ branch_id: value }); }} />}
        </>
      }
      empty={<EmptyState title={t('ownership:no_adjustments')} detail={t('ownership:no_adjustments_detail')} />}
    />
  );
}

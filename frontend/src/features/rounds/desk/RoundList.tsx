import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { useBranchOptions } from '@/lib/lookups';
import { useUrlFilters } from '@/lib/url-filters';
import { METHODS, ROUND_STATES } from '../words';
import { useRounds, type Round } from '../api';
import { NextMoment } from '../NextMoment';

export type RoundFilter = 'state' | 'method' | 'branch_id';

interface Props {
  open: (round: Round) => void;
  /** The first act, where the person may make a round. */
  create?: ReactNode;
}

export function RoundList({ open, create }: Props) {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<RoundFilter>();
  const rounds = useRounds({ state: ROUND_STATES.find((state) => state === filters.state), method: METHODS.find((method) => method === filters.method), branchId: filters.branch_id });
  const branches = useBranchOptions();
  const filtered = filters.state !== undefined || filters.method !== undefined || filters.branch_id !== undefined;
  const columns: Column<Round>[] = [
    {
      key: 'name',
      title: t('rounds:name'),
      fixedColumn: true,
      render: (_value, round) => (
        <>
          <div style={{ fontWeight: 500 }}>{round.name}</div>
          <div className="kj-quiet kj-numeric">{round.code}</div>
        </>
      ),
    },
    { key: 'branch', title: t('rounds:branch'), dataIndex: 'branch_name' },
    { key: 'method', title: t('rounds:method_title'), render: (_value, round) => t(`rounds:method.${round.method}`) },
    { key: 'state', title: t('rounds:state'), render: (_value, round) => <StateTag state={round.state} /> },
    { key: 'next', title: t('rounds:next'), render: (_value, round) => <NextMoment round={round} /> },
    { key: 'lots', title: t('rounds:lots'), numeric: true, dataIndex: 'lots' },
    { key: 'clients', title: t('rounds:clients'), numeric: true, dataIndex: 'clients' },
    { key: 'participants', title: t('rounds:participants'), numeric: true, dataIndex: 'participants' },
    { key: 'effective', title: t('rounds:effective_on'), render: (_value, round) => <DateText value={round.effective_on} /> },
    { key: 'created', title: t('rounds:created_at'), hiddenAtFirst: true, render: (_value, round) => <DateText value={round.created_at} /> },
  ];
  const clear = (
    <Button
      onClick={() => {
        setFilters({ state: undefined, method: undefined, branch_id: undefined });
      }}
    >
      {t('common:filters_clear')}
    </Button>
  );
  return (
    <DataTable<Round>
      id="rounds"
      label={t('rounds:title')}
      columns={columns}
      data={rounds}
      rowKey={(round) => round.id}
      onRow={open}
      filters={
        <>
          {branches.length > 1 && (
            <FilterSelect
              label={t('rounds:branch')}
              value={filters.branch_id}
              options={branches}
              onChange={(value) => {
                setFilters({ branch_id: value });
              }}
            />
          )}
          <Select
            allowClear
            aria-label={t('rounds:state')}
            placeholder={t('rounds:all_states')}
            style={{ width: 148 }}
            value={filters.state ?? null}
            options={ROUND_STATES.map((state) => ({ value: state, label: t(`common:state.${state}`) }))}
            onChange={(state: string | null | undefined) => {
              setFilters({ state: state ?? undefined });
            }}
          />
          <Select
            allowClear
            aria-label={t('rounds:method_title')}
            placeholder={t('rounds:all_methods')}
            style={{ width: 148 }}
            value={filters.method ?? null}
            options={METHODS.map((method) => ({ value: method, label: t(`rounds:method.${method}`) }))}
            onChange={(method: string | null | undefined) => {
              setFilters({ method: method ?? undefined });
            }}
          />
        </>
      }
      empty={
        filtered ? (
          <EmptyState title={t('roundsdesk:none_matching')} detail={t('roundsdesk:none_matching_detail')} action={clear} />
        ) : (
          <EmptyState title={t('roundsdesk:none')} detail={t('roundsdesk:none_detail')} action={create} />
        )
      }
    />
  );
}

import { useNavigate } from '@tanstack/react-router';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { SearchBox } from '@/components/desk/SearchBox';
import { DateText } from '@/components/plain/DateText';
import { lastDay } from '@/lib/format';
import { useBranchOptions } from '@/lib/lookups';
import { useUrlFilters } from '@/lib/url-filters';
import { CLASSES, GRADES, MANAGER_STATES, useManagers, type Manager, type ManagerFilter } from '../api';

/** Whether a manager has standing, and why not. */
export function Standing({ manager }: { manager: Manager }) {
  const { t } = useTranslation();
  if (manager.state !== 'active') return <Tag color={manager.state === 'left' ? 'default' : 'volcano'}>{t(`people:manager_state.${manager.state}`)}</Tag>;
  return manager.has_standing ? <Tag color="green">{t('people:standing')}</Tag> : <Tag color="volcano">{t('people:out_of_term')}</Tag>;
}

export function useClassText(): (manager: Pick<Manager, 'class' | 'b_kind'>) => string {
  const { t } = useTranslation();
  return (manager) => (manager.b_kind === undefined || manager.b_kind === null ? t(`common:class.${manager.class}`) : `${t(`common:class.${manager.class}`)}（${t(`common:b_kind.${manager.b_kind}`)}）`);
}

export function ManagerList({ actions }: { actions?: ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const classText = useClassText();
  const branches = useBranchOptions();
  const [filters, setFilters] = useUrlFilters<ManagerFilter>();
  const data = useManagers(filters);
  const set = (name: ManagerFilter) => (value: string | undefined) => {
    setFilters({ [name]: value });
  };
  const columns: Column<Manager>[] = [
    {
      key: 'name',
      title: t('people:manager'),
      fixedColumn: true,
      render: (_value, manager) => (
        <span className="kj-two">
          <strong className="kj-name">{manager.name}</strong>
          <small className="kj-quiet">{manager.manager_no}</small>
        </span>
      ),
    },
    { key: 'class', title: t('people:class'), render: (_value, manager) => classText(manager) },
    { key: 'grade', title: t('people:grade'), render: (_value, manager) => (manager.grade === undefined || manager.grade === null ? '' : t(`common:grade.${manager.grade}`)) },
    { key: 'branch', title: t('people:branch'), dataIndex: 'branch_name' },
    { key: 'state', title: t('people:state'), render: (_value, manager) => <Standing manager={manager} /> },
    { key: 'from', title: t('people:term_from'), render: (_value, manager) => <DateText value={manager.term_from} /> },
    { key: 'to', title: t('people:term_to'), render: (_value, manager) => (manager.term_to === undefined || manager.term_to === null ? t('people:no_end') : <DateText value={lastDay(manager.term_to)} />) },
  ];
  return (
    <DataTable<Manager>
      id="managers"
      label={t('people:managers')}
      columns={columns}
      data={data}
      rowKey={(manager) => manager.id}
      onRow={(manager) => void navigate({ to: '/managers/$id', params: { id: manager.id } })}
      filters={
        <>
          <SearchBox value={filters.q} label={t('people:search')} onChange={set('q')} />
          {branches.length > 1 && <FilterSelect label={t('people:branch')} value={filters.branch_id} options={branches} onChange={set('branch_id')} />}
          <FilterSelect width={100} label={t('people:class')} value={filters.class} options={CLASSES.map((entry) => ({ value: entry, label: t(`common:class.${entry}`) }))} onChange={set('class')} />
          <FilterSelect width={100} label={t('people:grade')} value={filters.grade} options={GRADES.map((entry) => ({ value: entry, label: t(`common:grade.${entry}`) }))} onChange={set('grade')} />
          <FilterSelect width={100} label={t('people:state')} value={filters.state} options={MANAGER_STATES.map((entry) => ({ value: entry, label: t(`people:manager_state.${entry}`) }))} onChange={set('state')} />
        </>
      }
      actions={actions}
      empty={<EmptyState title={t('people:no_managers')} detail={t('people:no_managers_detail')} />}
    />
  );
}

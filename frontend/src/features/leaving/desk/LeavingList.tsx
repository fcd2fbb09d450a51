import { useNavigate } from '@tanstack/react-router';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { PersonLink } from '@/components/desk/PersonLink';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { LEAVING_STATES, STATE_OF, useLeavings, type Leaving, type LeavingFilter } from '../api';
import { StartLeaving } from './StartLeaving';

/** How much of the checklist is done. */
export function Done({ leaving }: { leaving: Leaving }) {
  const { t } = useTranslation();
  if (leaving.state !== 'open') return null;
  const text = t('leaving:done_of', { done: leaving.done, of: leaving.of });
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, minWidth: 160 }}>
      <Progress percent={leaving.of === 0 ? 100 : (leaving.done / leaving.of) * 100} size="small" showInfo={false} aria-label={text} style={{ width: 96, margin: 0 }} />
      {text}
    </span>
  );
}

/** Procedures of leaving, the latest first. */
export function LeavingList() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [filters, setFilters] = useUrlFilters<LeavingFilter>();
  const data = useLeavings(filters);
  const columns: Column<Leaving>[] = [
    {
      key: 'name',
      title: t('leaving:who'),
      fixedColumn: true,
      render: (_value, leaving) => (
        <>
          <PersonLink id={leaving.employee_id} name={leaving.employee_name} /> <span className="kj-quiet">{leaving.employee_no}</span>
        </>
      ),
    },
    { key: 'branch', title: t('leaving:branch'), render: (_value, leaving) => leaving.branch_name ?? t('leaving:head_office') },
    { key: 'scope', title: t('leaving:scope'), render: (_value, leaving) => t(`leaving:scope_of.${leaving.scope}`) },
    { key: 'day', title: t('leaving:leaves_on'), render: (_value, leaving) => <DateText value={leaving.leaves_on} /> },
    { key: 'state', title: t('leaving:state'), fixedColumn: true, render: (_value, leaving) => <StateTag state={STATE_OF[leaving.state]} /> },
    { key: 'done', title: t('leaving:progress'), render: (_value, leaving) => <Done leaving={leaving} /> },
    { key: 'from', title: t('leaving:started_by'), render: (_value, leaving) => (leaving.by_hr ? t('leaving:by_hr') : (leaving.started_by ?? '')) },
    { key: 'started', title: t('leaving:started_at'), hiddenAtFirst: true, render: (_value, leaving) => <DateText value={leaving.started_at} /> },
  ];
  return (
    <DataTable<Leaving>
      id="leavings"
      label={t('leaving:title')}
      columns={columns}
      rowKey={(leaving) => leaving.id}
      data={data}
      onRow={(leaving) => {
        void navigate({ to: '/leavings/$id', params: { id: leaving.id } });
      }}
      filters={
        <FilterSelect
          label={t('leaving:state')}
          value={filters.state}
          options={LEAVING_STATES.map((state) => ({ value: state, label: t(`common:state.${STATE_OF[state]}`) }))}
          onChange={(state) => {
            setFilters({ state });
          }}
        />
      }
      actions={may(me, 'start_leaving') && <StartLeaving />}
      empty={<EmptyState title={t('leaving:none')} detail={t('leaving:none_detail')} />}
    />
  );
}

import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { PersonLink } from '@/components/desk/PersonLink';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import type { State } from '@/components/plain/states';
import { useUrlFilters } from '@/lib/url-filters';
import { EVENT_STATES, useHrEvents, type HrEvent, type HrEventFilter } from '../api';

const STATES: Record<HrEvent['state'], State> = { waiting: 'scheduled', applied: 'done', failed: 'failed' };

/** What the HR system said became of employees, and what came of it here. */
export function HrEventList() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<HrEventFilter>();
  const data = useHrEvents(filters);
  const columns: Column<HrEvent>[] = [
    { key: 'received', title: t('machines:event.received'), fixedColumn: true, render: (_value, event) => <DateText value={event.received_at} /> },
    { key: 'kind', title: t('machines:event.kind'), fixedColumn: true, render: (_value, event) => t(`machines:event_kind.${event.kind}`) },
    {
      key: 'employee',
      title: t('machines:event.employee'),
      render: (_value, event) => (
        <>
          <PersonLink id={event.employee_id} name={event.employee_name} /> <span className="kj-quiet">{event.employee_no}</span>
        </>
      ),
    },
    { key: 'unit', title: t('machines:event.unit'), render: (_value, event) => event.org_unit_name ?? '' },
    { key: 'effective', title: t('machines:event.effective'), render: (_value, event) => <DateText value={event.effective_on} /> },
    {
      key: 'state',
      title: t('machines:state'),
      render: (_value, event) => (
        <>
          <StateTag state={STATES[event.state]} />
          {event.failure !== undefined && event.failure !== null && <div className="kj-quiet">{t(`machines:failure.${event.failure}`, { defaultValue: event.failure })}</div>}
        </>
      ),
    },
    { key: 'reason', title: t('common:reason'), render: (_value, event) => event.reason ?? '' },
    { key: 'client', title: t('machines:event.client'), dataIndex: 'client_name' },
    { key: 'biz_id', title: t('machines:event.biz_id'), render: (_value, event) => <code>{event.biz_id}</code> },
  ];
  return (
    <DataTable<HrEvent>
      id="hr-events"
      label={t('machines:events_title')}
      columns={columns}
      rowKey={(event) => event.id}
      data={data}
      filters={
        <FilterSelect
          label={t('machines:state')}
          value={filters.state}
          options={EVENT_STATES.map((state) => ({ value: state, label: t(`common:state.${STATES[state]}`) }))}
          onChange={(state) => {
            setFilters({ state });
          }}
        />
      }
      empty={<EmptyState title={t('machines:events_empty')} detail={t('machines:events_empty_detail')} />}
    />
  );
}

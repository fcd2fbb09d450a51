import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count, dateTime } from '@/lib/format';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { useTrainings, type Training } from '../api';
import { phaseAt, stateIn } from '../phase';
import { PlanEvent } from './EventForm';

/** Events to come or past ones: head office's and those of the branch in scope. */
export function EventList({ over }: { over: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [{ branch_id: scope }] = useUrlFilters<'branch_id'>();
  const data = useTrainings(over);
  const now = serverNow();
  const rows = data.rows?.filter((event) => scope === undefined || event.branch_id === undefined || event.branch_id === null || event.branch_id === scope);
  const columns: Column<Training>[] = [
    { key: 'starts', title: t('training:starts'), fixedColumn: true, render: (_value, event) => <span className="kj-numeric kj-nowrap">{dateTime(event.starts_at)}</span> },
    {
      key: 'title',
      title: t('training:name'),
      fixedColumn: true,
      render: (_value, event) => (
        <Link to="/training/$id" params={{ id: event.id }} className="kj-name">
          {event.title}
        </Link>
      ),
    },
    { key: 'holder', title: t('training:holder'), render: (_value, event) => event.branch_name ?? t('training:head_office') },
    { key: 'place', title: t('training:place'), dataIndex: 'place' },
    { key: 'taken', title: t('training:taken'), numeric: true, render: (_value, event) => count(event.taken) },
    { key: 'seats', title: t('training:seats'), numeric: true, render: (_value, event) => (event.seats === undefined || event.seats === null ? <span className="kj-quiet">{t('common:unlimited')}</span> : count(event.seats)) },
    { key: 'ends', title: t('training:ends'), hiddenAtFirst: true, render: (_value, event) => <DateText value={event.ends_at} /> },
    { key: 'state', title: t('training:state'), render: (_value, event) => <StateTag state={stateIn(event, phaseAt(event, now))} /> },
  ];
  if (may(me, 'enrol_in_training')) {
    columns.push({ key: 'mine', title: t('training:mine'), render: (_value, event) => (event.mine === undefined || event.mine === null ? <span className="kj-quiet">{t('training:not_in')}</span> : <StateTag state={event.mine} />) });
  }
  return (
    <DataTable<Training>
      id="trainings"
      label={t(over ? 'training:past' : 'training:coming')}
      columns={columns}
      rowKey={(event) => event.id}
      data={{ ...data, rows }}
      onRow={(event) => void navigate({ to: '/training/$id', params: { id: event.id } })}
      empty={
        over ? (
          <EmptyState title={t('trainingdesk:none_past')} />
        ) : (
          <EmptyState title={t('training:none')} detail={t(may(me, 'create_training') ? 'trainingdesk:none_plan' : 'training:none_detail')} action={may(me, 'create_training') && <PlanEvent />} />
        )
      }
    />
  );
}

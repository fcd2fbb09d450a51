import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { useSaid } from '@/components/desk/said';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { DISPATCH_STATES, useDispatches, useEndDispatch, type Dispatch, type DispatchFilter } from '../api';
import { ProposeDispatch } from './DispatchForm';

function useColumns(): Column<Dispatch>[] {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const end = useEndDispatch();
  return [
    {
      key: 'manager',
      title: t('dispatch:manager'),
      fixedColumn: true,
      render: (_value, one) => (
        <>
          <Link to="/managers/$id" params={{ id: one.manager_id }}>
            {one.manager_name}
          </Link>{' '}
          <span className="kj-quiet">{one.from_branch_name}</span>
        </>
      ),
    },
    { key: 'to', title: t('dispatch:to'), dataIndex: 'to_branch_name', fixedColumn: true },
    { key: 'purpose', title: t('dispatch:purpose'), render: (_value, one) => t(`dispatch:purpose_of.${one.purpose}`) },
    { key: 'task', title: t('dispatch:task'), dataIndex: 'task' },
    { key: 'days', title: t('dispatch:days'), render: (_value, one) => <span className="kj-numeric">{t('dispatch:span', { from: one.valid_from, to: one.valid_to })}</span> },
    { key: 'state', title: t('dispatch:state'), render: (_value, one) => <StateTag state={one.today ? 'running' : one.state} /> },
    { key: 'by', title: t('dispatch:by'), dataIndex: 'proposed_by', hiddenAtFirst: true },
    {
      key: 'acts',
      title: t('dispatch:acts'),
      fixedColumn: true,
      render: (_value, one) => (
        <>
          {one.state === 'pending' && one.request_id !== null && one.request_id !== undefined && (
            <Link to="/approvals/$id" params={{ id: one.request_id }}>
              {t('dispatch:request')}
            </Link>
          )}
          {one.state === 'approved' && one.valid_to > me.today && may(me, 'end_dispatch') && (
            <ConfirmAct
              act={t('dispatch:end')}
              buttonType="link"
              danger
              withReason
              changes={[{ label: t('dispatch:state'), from: <StateTag state="approved" />, to: <StateTag state="ended" /> }]}
              whom={one.manager_name}
              effective={t('dispatch:today')}
              undo={t('dispatch:no_undo')}
              clause="E4.2"
              onConfirm={async (reason) => {
                await end.mutateAsync({ dispatch: one, reason });
                say(t('dispatch:ended'));
              }}
            />
          )}
        </>
      ),
    },
  ];
}

/** Dispatches of the bank, or of one's branch. */
export function DispatchList() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<DispatchFilter>();
  const data = useDispatches(filters);
  const columns = useColumns();
  return (
    <DataTable<Dispatch>
      id="dispatches"
      label={t('dispatch:title')}
      columns={columns}
      rowKey={(one) => one.id}
      data={data}
      filters={
        <FilterSelect
          label={t('dispatch:state')}
          value={filters.state}
          options={DISPATCH_STATES.map((state) => ({ value: state, label: t(`common:state.${state}`) }))}
          onChange={(state) => {
            setFilters({ state });
          }}
        />
      }
      actions={may(me, 'propose_dispatch') && <ProposeDispatch />}
      empty={<EmptyState title={t('dispatch:none')} detail={t('dispatch:none_detail')} />}
    />
  );
}

/** Where a manager was, is and will be sent; nothing for whoever never was. */
export function ManagerDispatches({ managerId }: { managerId: string }) {
  const { t } = useTranslation();
  const data = useDispatches({}, managerId);
  const columns = useColumns().filter((column) => column.key !== 'manager');
  if ((data.rows?.length ?? 0) === 0) return null;
  return (
    <div>
      <h2 className="kj-section">{t('dispatch:title')}</h2>
      <DataTable<Dispatch> id="manager-dispatches" label={t('dispatch:title')} columns={columns} rowKey={(one) => one.id} data={data} empty={null} />
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { endDeputy, useDeputies, type Deputy } from '../api';
import { lastDay, stateOn } from '../days';

const STATES = ['active', 'scheduled', 'ended'] as const;

/** Who decides in whose place, in which role, from when to when. */
export function DeputyList() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [filters, setFilters] = useUrlFilters<'state'>();
  const data = useDeputies();
  const rows = data.rows?.filter((deputy) => filters.state === undefined || stateOn(deputy, me.today) === filters.state);
  const ends = may(me, 'end_deputy');

  const columns: Column<Deputy>[] = [
    { key: 'name', title: t('deputies:away'), fixedColumn: true, render: (_value, deputy) => <strong className="kj-name">{deputy.name}</strong> },
    { key: 'role', title: t('deputies:role'), render: (_value, deputy) => t(`common:role.${deputy.role}`) },
    { key: 'deputy', title: t('deputies:deputy'), fixedColumn: true, render: (_value, deputy) => <strong className="kj-name">{deputy.deputy_name}</strong> },
    { key: 'from', title: t('deputies:from'), render: (_value, deputy) => <DateText value={deputy.valid_from} /> },
    { key: 'last', title: t('deputies:last'), render: (_value, deputy) => (lastDay(deputy) === undefined ? <span className="kj-quiet">{t('deputies:never')}</span> : <DateText value={lastDay(deputy)} />) },
    { key: 'state', title: t('deputies:state'), render: (_value, deputy) => <StateTag state={stateOn(deputy, me.today)} /> },
  ];
  if (ends) {
    columns.push({
      key: 'acts',
      title: t('deputies:acts'),
      fixedColumn: true,
      render: (_value, deputy) =>
        stateOn(deputy, me.today) !== 'ended' && (
          <ConfirmAct
            act={t('deputies:end')}
            buttonType="link"
            danger
            changes={[{ label: t('deputies:state'), from: <StateTag state={stateOn(deputy, me.today)} />, to: <StateTag state="ended" /> }]}
            whom={t('deputies:whom', { name: deputy.name, deputy: deputy.deputy_name, role: t(`common:role.${deputy.role}`) })}
            effective={t('deputies:at_once')}
            undo={t('deputies:end_undo')}
            onConfirm={async () => {
              await endDeputy(deputy.id);
              await cache.invalidateQueries({ queryKey: ['deputies'] });
              say(t('deputies:ended', { deputy: deputy.deputy_name, name: deputy.name }));
            }}
          />
        ),
    });
  }

  return (
    <DataTable<Deputy>
      id="deputies"
      label={t('deputies:title')}
      columns={columns}
      rowKey={(deputy) => deputy.id}
      data={{ ...data, rows }}
      filters={
        <FilterSelect
          label={t('deputies:state')}
          value={filters.state}
          options={STATES.map((state) => ({ value: state, label: t(`common:state.${state}`) }))}
          onChange={(state) => {
            setFilters({ state });
          }}
        />
      }
      empty={<EmptyState title={t('deputies:none')} detail={t(may(me, 'set_deputy') ? 'deputies:none_detail' : 'deputies:none_ask')} />}
    />
  );
}

import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { SearchBox } from '@/components/desk/SearchBox';
import { Money } from '@/components/plain/Money';
import { may } from '@/lib/access';
import { findManager, searchManagers, useBranchOptions } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { CLIENT_FILTERS, FLAGS, KINDS, SIZES, STANDINGS, STATES, useClients, type Client, type ClientFilter } from '../api';
import { ExportDialog } from './ExportDialog';
import { Flags, Held, Owners } from './tags';

interface Props {
  /** The first act where there are no clients at all. */
  firstAct?: ReactNode;
}

export function ClientList({ firstAct }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [filters, setFilters] = useUrlFilters<ClientFilter>();
  const [exporting, setExporting] = useState(false);
  const branches = useBranchOptions();
  const data = useClients(filters);
  const filtered = CLIENT_FILTERS.some((name) => filters[name] !== undefined);
  const set = (name: ClientFilter) => (value: string | undefined) => {
    setFilters({ [name]: value });
  };
  const clear = (
    <Button
      onClick={() => {
        setFilters(Object.fromEntries(CLIENT_FILTERS.map((name) => [name, undefined])));
      }}
    >
      {t('common:filters_clear')}
    </Button>
  );

  const columns: Column<Client>[] = [
    {
      key: 'name',
      title: t('clients:name'),
      fixedColumn: true,
      fixed: 'left',
      render: (_value, client) => (
        <span className="kj-two">
          <span>
            <strong className="kj-name">{client.name}</strong> <Held by={client.locked_by} />
            {client.state !== 'active' && <Tag>{t(`clients:state.${client.state}`)}</Tag>}
          </span>
          <small className="kj-quiet">{client.client_no}</small>
        </span>
      ),
    },
    { key: 'kind', title: t('clients:kind'), render: (_value, client) => t(`common:client_kind.${client.kind}`) },
    { key: 'branch', title: t('clients:branch'), dataIndex: 'branch_name' },
    { key: 'owners', title: t('clients:owners'), render: (_value, client) => <Owners owners={client.owners} /> },
    { key: 'standing', title: t('clients:standing'), render: (_value, client) => (client.standing === undefined || client.standing === null ? '' : t(`common:standing.${client.standing}`)) },
    { key: 'size', title: t('clients:size'), render: (_value, client) => (client.size === undefined || client.size === null ? '' : t(`common:size.${client.size}`)) },
    { key: 'worth', title: t('clients:worth_wan'), numeric: true, render: (_value, client) => <Money fen={client.worth_fen} /> },
    { key: 'exposure', title: t('clients:exposure_wan'), numeric: true, render: (_value, client) => <Money fen={client.exposure_fen} /> },
    { key: 'flags', title: t('clients:flags'), render: (_value, client) => <Flags flags={client.flags} /> },
    { key: 'industry', title: t('clients:industry'), dataIndex: 'industry', hiddenAtFirst: true },
    { key: 'place', title: t('clients:place'), dataIndex: 'place', hiddenAtFirst: true },
    { key: 'identity', title: t('clients:identity'), dataIndex: 'identity_masked', hiddenAtFirst: true },
  ];

  return (
    <>
      <DataTable<Client>
        id="clients"
        label={t('clients:title')}
        columns={columns}
        rowKey={(client) => client.id}
        data={data}
        onRow={(client) => void navigate({ to: '/clients/$id', params: { id: client.id }, search: {} })}
        filters={
          <>
            <SearchBox value={filters.q} label={t('clients:search')} width={240} onChange={set('q')} />
            {branches.length > 1 && <FilterSelect label={t('clients:branch')} value={filters.branch_id} options={branches} onChange={set('branch_id')} />}
            {may(me, 'list_managers') && (
              <RemoteSelect queryKey={['lookup', 'managers']} search={(text) => searchManagers(text, filters.branch_id)} resolve={findManager} label={t('clients:owners')} width={140} value={filters.owner} onChange={set('owner')} />
            )}
            <FilterSelect width={92} label={t('clients:kind')} value={filters.kind} options={KINDS.map((kind) => ({ value: kind, label: t(`common:client_kind.${kind}`) }))} onChange={set('kind')} />
            <FilterSelect width={92} label={t('clients:standing')} value={filters.standing} options={STANDINGS.map((standing) => ({ value: standing, label: t(`common:standing.${standing}`) }))} onChange={set('standing')} />
            <FilterSelect width={92} label={t('clients:size')} value={filters.size} options={SIZES.map((size) => ({ value: size, label: t(`common:size.${size}`) }))} onChange={set('size')} />
            <FilterSelect width={116} label={t('clients:flags')} value={filters.flag} options={FLAGS.map((flag) => ({ value: flag, label: t(`common:flag.${flag}`) }))} onChange={set('flag')} />
            <FilterSelect width={100} label={t('clients:state_label')} value={filters.state} options={STATES.map((state) => ({ value: state, label: t(`clients:state.${state}`) }))} onChange={set('state')} />
            <SearchBox value={filters.industry} label={t('clients:industry')} width={116} onChange={set('industry')} />
            <SearchBox value={filters.place} label={t('clients:place')} width={116} onChange={set('place')} />
            <Checkbox
              checked={filters.uncovered !== undefined}
              onChange={(event) => {
                set('uncovered')(event.target.checked ? 'yes' : undefined);
              }}
            >
              {t('clients:uncovered')}
            </Checkbox>
            <Checkbox
              checked={filters.lapsed !== undefined}
              onChange={(event) => {
                set('lapsed')(event.target.checked ? 'yes' : undefined);
              }}
            >
              {t('clients:lapsed_only')}
            </Checkbox>
            {filtered && clear}
          </>
        }
        actions={
          may(me, 'create_client_export') && (
            <Button
              onClick={() => {
                setExporting(true);
              }}
            >
              {t('clients:export.open')}
            </Button>
          )
        }
        empty={
          filtered ? (
            <EmptyState title={t('clients:none_found')} detail={t('clients:none_found_detail')} action={clear} />
          ) : (
            <EmptyState title={t('clients:none')} detail={t('clients:none_detail')} action={firstAct} />
          )
        }
      />
      <ExportDialog
        open={exporting}
        filters={filters}
        onClose={() => {
          setExporting(false);
        }}
      />
    </>
  );
}

import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { NONE } from '@/lib/format';
import { committedWan } from '../commitment';
import { useLots, type Lot, type Round } from '../api';
import type { ClientFacts } from '../types';

const PAGE_SIZE = 50;

/** Standing, size and what matters about a client, in words. */
export function Segment({ client }: { client: Pick<ClientFacts, 'standing' | 'size' | 'must_allocate' | 'has_credit'> }) {
  const { t } = useTranslation();
  const words = [client.standing, client.size].filter((word) => word !== null && word !== undefined).map((word) => t(`rounds:segment.${word}`));
  return (
    <span>
      {words.length === 0 ? NONE : words.join(' · ')}
      {client.has_credit && <span className="kj-chip">{t('rounds:has_credit')}</span>}
      {client.must_allocate && <span className="kj-chip kj-chip-gold">{t('rounds:must_allocate')}</span>}
    </span>
  );
}

function Clients({ lot }: { lot: Lot }) {
  const { t } = useTranslation();
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="client_id"
      dataSource={lot.clients}
      columns={[
        { title: t('rounds:client_no'), dataIndex: 'client_no', className: 'kj-numeric' },
        { title: t('rounds:client'), dataIndex: 'name' },
        { title: t('rounds:segment_title'), render: (_value, client) => <Segment client={client} /> },
        { title: t('rounds:worth'), align: 'right', render: (_value, client) => <Money fen={client.worth_fen} /> },
        { title: t('rounds:exposure'), align: 'right', render: (_value, client) => <Money fen={client.exposure_fen} /> },
      ]}
    />
  );
}

/** A round's lots; each opens to its clients. */
export function LotTable({ round }: { round: Round }) {
  const { t } = useTranslation();
  const lots = useLots(round.id);
  if (lots.error !== null) return <ErrorState error={lots.error} onRetry={() => void lots.refetch()} />;
  return (
    <Table<Lot>
      aria-label={t('rounds:lots')}
      size="middle"
      rowKey="id"
      loading={lots.isPending}
      dataSource={lots.data ?? []}
      pagination={(lots.data?.length ?? 0) > PAGE_SIZE ? { pageSize: PAGE_SIZE, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      expandable={{ expandedRowRender: (lot) => <Clients lot={lot} /> }}
      locale={{ emptyText: <EmptyState title={t('roundsdesk:no_lots')} detail={t('roundsdesk:no_lots_detail')} /> }}
      columns={[
        { title: t('rounds:number'), dataIndex: 'number', width: 72, align: 'right', className: 'kj-numeric' },
        { title: t('rounds:lot'), dataIndex: 'name' },
        { title: t('rounds:segment_title'), render: (_value, lot) => (lot.clients[0] !== undefined && lot.client_count === 1 ? <Segment client={lot.clients[0]} /> : t('rounds:client_count', { count: lot.client_count })) },
        { title: t('rounds:clients'), align: 'right', className: 'kj-numeric', dataIndex: 'client_count' },
        { title: t('rounds:worth_wan'), align: 'right', render: (_value, lot) => <Money fen={lot.worth_fen} /> },
        { title: t('rounds:exposure_wan'), align: 'right', render: (_value, lot) => <Money fen={lot.exposure_fen} /> },
        { title: t('rounds:reserve_wan'), align: 'right', className: 'kj-numeric', render: (_value, lot) => committedWan(lot.reserve_value, round.terms.unit_fen) },
      ]}
    />
  );
}

import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { Money } from '@/components/plain/Money';
import { usePrinting } from '@/lib/printing';
import { committedWan } from '../commitment';
import type { Lot, Round } from '../types';
import type { Result, Winner } from '../result-types';
import { Segment } from './LotTable';

interface Props {
  result: Result;
  lots: readonly Lot[];
  round: Round;
}

interface ByManager {
  id: string;
  name: string;
  bids: Winner[];
  lots: Lot[];
  value: number;
}

/** Winners, a row per manager with everything won. */
export function WinnersByManager({ result, lots, round }: Props) {
  const { t } = useTranslation();
  const of = new Map(lots.map((lot) => [lot.id, lot]));
  const rows = new Map<string, ByManager>();
  for (const winner of result.winners) {
    const row = rows.get(winner.manager_id) ?? { id: winner.manager_id, name: winner.manager_name, bids: [], lots: [], value: 0 };
    row.bids.push(winner);
    row.lots.push(...winner.lot_ids.flatMap((id) => of.get(id) ?? []));
    row.value += winner.value;
    rows.set(winner.manager_id, row);
  }
  return (
    <Table<ByManager>
      aria-label={t('rounds:winners')}
      size="middle"
      rowKey="id"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...rows.values()].sort((a, b) => b.value - a.value)}
      locale={{ emptyText: <EmptyState title={t('roundsdesk:no_winners')} /> }}
      columns={[
        { title: t('rounds:manager'), dataIndex: 'name', render: (name: string) => <strong>{name}</strong> },
        {
          title: t('rounds:lots_won'),
          render: (_value, row) =>
            row.bids.map((bid) => (
              <div key={bid.bid_id}>
                {bid.lot_ids.flatMap((id) => of.get(id)?.name ?? []).join(t('rounds:and'))}
                <span className="kj-quiet"> {t(bid.lot_ids.length > 1 ? 'rounds:kind.bundle' : 'rounds:kind.single')} {committedWan(bid.value, round.terms.unit_fen)}</span>
              </div>
            )),
        },
        { title: t('rounds:clients'), align: 'right', className: 'kj-numeric', render: (_value, row) => row.lots.reduce((sum, lot) => sum + lot.client_count, 0) },
        { title: t('rounds:exposure_wan'), align: 'right', render: (_value, row) => <Money fen={row.lots.reduce((sum, lot) => sum + lot.exposure_fen, 0)} /> },
        { title: t('rounds:committed_wan'), align: 'right', className: 'kj-numeric', render: (_value, row) => committedWan(row.value, round.terms.unit_fen) },
      ]}
    />
  );
}

/** Winners, a row per client. */
export function WinnersByClient({ result, lots, round }: Props) {
  const { t } = useTranslation();
  const printing = usePrinting();
  const winnerOf = new Map(result.winners.flatMap((winner) => winner.lot_ids.map((id): [string, Winner] => [id, winner])));
  const rows = lots.flatMap((lot) => lot.clients.map((client) => ({ lot, client, winner: winnerOf.get(lot.id) }))).filter((row) => row.winner !== undefined);
  return (
    <Table
      aria-label={t('rounds:winners')}
      size="middle"
      rowKey={(row) => row.client.client_id}
      pagination={rows.length > 50 && !printing ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      dataSource={rows}
      locale={{ emptyText: <EmptyState title={t('roundsdesk:no_winners')} /> }}
      columns={[
        { title: t('rounds:client_no'), className: 'kj-numeric', render: (_value, row) => row.client.client_no },
        { title: t('rounds:client'), render: (_value, row) => row.client.name },
        { title: t('rounds:segment_title'), render: (_value, row) => <Segment client={row.client} /> },
        { title: t('rounds:lot'), render: (_value, row) => row.lot.name },
        { title: t('rounds:manager'), render: (_value, row) => <strong>{row.winner?.manager_name}</strong> },
        { title: t('rounds:bid_value_wan'), align: 'right', className: 'kj-numeric', render: (_value, row) => (row.winner === undefined ? '' : committedWan(row.winner.value, round.terms.unit_fen)) },
      ]}
    />
  );
}

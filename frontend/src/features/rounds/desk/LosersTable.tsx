import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { usePrinting } from '@/lib/printing';
import { committedWan } from '../commitment';
import type { Lot, Round } from '../types';
import type { Loser, Result } from '../result-types';

/** For each losing bid what beat it and by how much it fell short, or why it could not win. */
export function LosersTable({ result, lots, round }: { result: Result; lots: readonly Lot[]; round: Round }) {
  const { t } = useTranslation();
  const printing = usePrinting();
  const name = new Map(lots.map((lot) => [lot.id, lot.name]));
  const winner = new Map(result.winners.map((bid) => [bid.bid_id, bid]));
  const value = (amount: number): string => committedWan(amount, round.terms.unit_fen);
  const lotNames = (ids: readonly string[]): string => ids.flatMap((id) => name.get(id) ?? []).join(t('rounds:and'));
  return (
    <Table<Loser>
      aria-label={t('rounds:losers')}
      size="middle"
      rowKey="bid_id"
      pagination={result.losers.length > 50 && !printing ? { pageSize: 50, showSizeChanger: false } : false}
      scroll={{ x: 'max-content' }}
      dataSource={result.losers}
      locale={{ emptyText: <EmptyState title={t('roundsdesk:no_losers')} /> }}
      columns={[
        { title: t('rounds:manager'), dataIndex: 'manager_name' },
        { title: t('rounds:lot'), render: (_value, loser) => lotNames(loser.lot_ids) },
        { title: t('rounds:bid_value_wan'), align: 'right', className: 'kj-numeric', render: (_value, loser) => value(loser.value) },
        {
          title: t('rounds:beaten_by'),
          render: (_value, loser) => (
            <>
              {loser.reasons.map((reason) => (
                <div key={reason.code}>
                  {t(`rounds:reason.${reason.code}`)} <ClauseMark id={reason.clause} />
                </div>
              ))}
              {loser.beaten_by.map((id) => {
                const bid = winner.get(id);
                return bid === undefined ? null : (
                  <div key={id}>
                    {bid.manager_name}
                    {' '}
                    <span className="kj-quiet">
                      {lotNames(bid.lot_ids)} {value(bid.value)}
                    </span>
                  </div>
                );
              })}
            </>
          ),
        },
        { title: t('rounds:short_by_wan'), align: 'right', className: 'kj-numeric', render: (_value, loser) => (loser.short_by === null || loser.short_by === undefined ? '' : value(loser.short_by)) },
      ]}
    />
  );
}

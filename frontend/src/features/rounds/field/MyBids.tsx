import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { Sheet } from '@/components/field/Sheet';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { useOnline } from '@/lib/online';
import { committedWan } from '../commitment';
import { useLots, useRoundAct, type Lot, type Round } from '../api';
import { useMyBids, useReceipt, withdrawBid } from '../bids';
import type { Bid } from '../bid-types';
import { BidSheet } from './BidSheet';
import { ReceiptView } from './ReceiptView';

type State = 'placed' | 'withdrawn' | 'won' | 'lost' | 'ineligible';

function stateOf(bid: Bid): State {
  if (bid.state === 'withdrawn') return 'withdrawn';
  if (bid.outcome === 'won' || bid.outcome === 'lost') return bid.outcome;
  return bid.outcome === 'excluded' ? 'ineligible' : 'placed';
}

function ReceiptSheet({ round, bid, lots, onClose }: { round: Round; bid: Bid; lots: readonly Lot[]; onClose: () => void }) {
  const { t } = useTranslation();
  const receipt = useReceipt(round.id, bid.id, bid.version);
  return (
    <Sheet open title={t('bids:receipt')} lead={t('bids:receipt_lead')} onClose={onClose}>
      {receipt.error !== null && <ErrorState error={receipt.error} onRetry={() => void receipt.refetch()} />}
      {receipt.isPending && <ListSkeleton rows={2} />}
      {receipt.data !== undefined && <ReceiptView receipt={receipt.data} round={round} lots={lots} />}
      <Button kind="quiet" onClick={onClose}>
        {t('common:close')}
      </Button>
    </Sheet>
  );
}

function WithdrawSheet({ round, bid, onClose }: { round: Round; bid: Bid; onClose: () => void }) {
  const { t } = useTranslation();
  const online = useOnline();
  const withdraw = useRoundAct(() => withdrawBid(round.id, bid));
  return (
    <Sheet open title={t('bids:withdraw_title')} lead={t('bids:withdraw_lead')} onClose={onClose}>
      {withdraw.error !== null && <ErrorState error={withdraw.error} />}
      <Button
        kind="danger"
        disabled={!online}
        running={withdraw.isPending}
        onClick={() => {
          withdraw.mutate(undefined, { onSuccess: onClose });
        }}
      >
        {t('bids:withdraw')}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t('common:cancel')}
      </Button>
    </Sheet>
  );
}

/** My bids in a round: change, take back, receipts, and what became of them. */
export function MyBids({ round }: { round: Round }) {
  const { t } = useTranslation();
  const bids = useMyBids(round.id);
  const lots = useLots(round.id);
  const [open, setOpen] = useState<{ what: 'change' | 'withdraw' | 'receipt'; bid: Bid }>();
  const error = bids.error ?? lots.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void bids.refetch()} />;
  if (bids.data === undefined || lots.data === undefined) return <ListSkeleton rows={3} />;
  if (bids.data.length === 0) return <EmptyState title={t('bids:no_bids')} detail={round.state === 'open' ? t('bids:no_bids_detail') : t('bids:no_bids_closed')} />;
  const lotOf = new Map(lots.data.map((lot) => [lot.id, lot]));
  const close = (): void => {
    setOpen(undefined);
  };
  const small = 'min-h-11! px-3! text-[15px]!';
  return (
    <>
      <ul className="grid gap-3">
        {bids.data.map((bid) => {
          const live = bid.state === 'live' && round.state === 'open';
          return (
            <li key={bid.id} className="grid gap-2 rounded-xl border border-line bg-white p-4">
              <div className="flex items-start justify-between gap-3">
                <span className="font-medium">{bid.body?.lots.flatMap((id) => lotOf.get(id)?.name ?? []).join(t('rounds:and')) ?? t('bids:withdrawn_bid')}</span>
                <StateTag state={stateOf(bid)} />
              </div>
              {bid.body !== null && bid.body !== undefined && (
                <p>
                  <strong className="text-[18px] tabular-nums">{t('common:wan_amount', { amount: committedWan(bid.body.value, round.terms.unit_fen) })}</strong>{' '}
                  <span className="text-quiet">
                    {t(`rounds:kind.${bid.body.kind}`)}
                    {bid.body.group !== null && bid.body.group !== undefined && ` · ${t('bids:in_group', { group: bid.body.group })}`}
                  </span>
                </p>
              )}
              {bid.reasons.map((reason) => (
                <p key={reason.code} className="flex flex-wrap items-center gap-x-2 text-red">
                  {t(`rounds:reason.${reason.code}`)} <ClauseMark id={reason.clause} />
                </p>
              ))}
              <p className="text-[13px] text-quiet">
                <DateText value={bid.changed_at} exact /> · {t('bids:version', { version: bid.version })}
              </p>
              <div className="flex gap-2">
                <Button kind="quiet" className={small} onClick={() => { setOpen({ what: 'receipt', bid }); }}>
                  {t('bids:receipt')}
                </Button>
                {live && (
                  <>
                    <Button kind="quiet" className={small} onClick={() => { setOpen({ what: 'change', bid }); }}>
                      {t('bids:change')}
                    </Button>
                    <Button kind="danger" className={small} onClick={() => { setOpen({ what: 'withdraw', bid }); }}>
                      {t('bids:withdraw')}
                    </Button>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {open?.what === 'receipt' && <ReceiptSheet round={round} bid={open.bid} lots={lots.data} onClose={close} />}
      {open?.what === 'withdraw' && <WithdrawSheet round={round} bid={open.bid} onClose={close} />}
      {open?.what === 'change' && <BidSheet round={round} bid={open.bid} lots={open.bid.body?.lots.flatMap((id) => lotOf.get(id) ?? []) ?? []} groups={[]} onPlaced={() => undefined} onClose={close} />}
    </>
  );
}

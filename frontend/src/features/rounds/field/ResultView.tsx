import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { showText } from '@/components/field/toasts';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { committedWan } from '../commitment';
import { useLots, useRoundAct, type Round } from '../api';
import { objectToResult, useObjections, useResult, withdrawObjection } from '../results';
import type { Objection } from '../result-types';
import { ReasonSheet } from '@/components/field/ReasonSheet';

const TAGS = { open: 'pending', upheld: 'approved', rejected: 'refused', withdrawn: 'withdrawn' } as const;

function Objections({ round }: { round: Round }) {
  const { t } = useTranslation();
  const me = useMe();
  const [writing, setWriting] = useState(false);
  const objections = useObjections(round.id);
  const object = useRoundAct((text: string) => objectToResult(round, text));
  const withdraw = useRoundAct((objection: Objection) => withdrawObjection(objection));
  const mine = (objections.data ?? []).filter((one) => one.mine);
  if (mine.length === 0 && (round.state !== 'notice' || !may(me, 'object_to_result'))) return null;
  return (
    <section className="grid gap-3">
      <h3 className="text-[16px] font-semibold">{t('bids:objections')}</h3>
      {mine.map((one) => (
        <div key={one.id} className="grid gap-1.5 rounded-xl border border-line bg-white p-4">
          <div className="flex items-start justify-between gap-3">
            <p>{one.text}</p>
            <StateTag state={TAGS[one.state]} />
          </div>
          {one.decision_reason !== null && one.decision_reason !== undefined && <p className="text-quiet">{one.decision_reason}</p>}
          {one.state === 'open' && (
            <Button
              kind="danger"
              running={withdraw.isPending}
              onClick={() => {
                withdraw.mutate(one);
              }}
            >
              {t('bids:withdraw')}
            </Button>
          )}
        </div>
      ))}
      {withdraw.error !== null && <ErrorState error={withdraw.error} />}
      {round.state === 'notice' && may(me, 'object_to_result') && (
        <Button
          kind="quiet"
          onClick={() => {
            setWriting(true);
          }}
        >
          {t('bids:object')}
        </Button>
      )}
      {writing && (
        <ReasonSheet
          title={t('bids:object')}
          lead={t('bids:object_lead')}
          label={t('bids:object_text')}
          act={t('bids:object_send')}
          draft={`objection.${round.id}`}
          running={object.isPending}
          error={object.error}
          onSubmit={(text, forget) => {
            object.mutate(text, {
              onSuccess: () => {
                forget();
                setWriting(false);
                showText(t('bids:objected'));
              },
            });
          }}
          onClose={() => {
            setWriting(false);
          }}
        />
      )}
    </section>
  );
}

/** What the tender decided: mine first, then the proof, everyone's winners, and what beat each losing bid. */
export function ResultView({ round }: { round: Round }) {
  const { t } = useTranslation();
  const me = useMe();
  const result = useResult(round.id);
  const lots = useLots(round.id);
  const error = result.error ?? lots.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void result.refetch()} />;
  if (result.data === undefined || lots.data === undefined) return <ListSkeleton rows={3} />;
  if (result.data === null) return <EmptyState title={t('bids:no_result')} detail={t('bids:no_result_detail')} />;
  const data = result.data;
  const names = new Map(lots.data.map((lot) => [lot.id, lot.name]));
  const lotNames = (ids: readonly string[]): string => ids.flatMap((id) => names.get(id) ?? []).join(t('rounds:and'));
  const value = (amount: number): string => t('common:wan_amount', { amount: committedWan(amount, round.terms.unit_fen) });
  const winners = new Map(data.winners.map((bid) => [bid.bid_id, bid]));
  const won = data.winners.filter((bid) => bid.manager_id === me.manager_id);
  const lost = data.losers.filter((bid) => bid.manager_id === me.manager_id);
  return (
    <div className="grid gap-5">
      {(won.length > 0 || lost.length > 0) && (
        <section className="grid gap-3">
          <h3 className="text-[16px] font-semibold">{t('bids:mine')}</h3>
          {won.map((bid) => (
            <div key={bid.bid_id} className="grid gap-1 rounded-xl border border-green/40 bg-white p-4">
              <div className="flex items-start justify-between gap-3">
                <span className="font-medium">{lotNames(bid.lot_ids)}</span>
                <StateTag state="won" />
              </div>
              <span>{t('bids:you_commit', { value: value(bid.value) })}</span>
            </div>
          ))}
          {lost.map((bid) => (
            <div key={bid.bid_id} className="grid gap-1 rounded-xl border border-line bg-white p-4">
              <div className="flex items-start justify-between gap-3">
                <span className="font-medium">{lotNames(bid.lot_ids)}</span>
                <StateTag state={bid.reasons.length > 0 ? 'ineligible' : 'lost'} />
              </div>
              {bid.reasons.map((reason) => (
                <p key={reason.code} className="flex flex-wrap items-center gap-x-2 text-red">
                  {t(`rounds:reason.${reason.code}`)} <ClauseMark id={reason.clause} />
                </p>
              ))}
              {bid.beaten_by.length > 0 && <span className="text-quiet">{t('bids:beaten_by', { names: bid.beaten_by.flatMap((id) => winners.get(id)?.manager_name ?? []).join(t('rounds:and')) })}</span>}
              {bid.short_by !== null && bid.short_by !== undefined && <span className="text-quiet">{t('bids:short_by', { value: value(bid.short_by) })}</span>}
            </div>
          ))}
        </section>
      )}
      <Objections round={round} />
      <section className="grid gap-2">
        <h3 className="text-[16px] font-semibold">{t('rounds:winners')}</h3>
        <p className="flex flex-wrap items-center gap-x-2">
          {data.status === 'optimal' ? t('rounds:proof.optimal') : t('rounds:proof.gap', { gap: data.gap_pct })} <ClauseMark id="D9.5" policyVersion={round.policy_number ?? undefined} />
        </p>
        <ul className="-mx-4 divide-y divide-line border-y border-line bg-white">
          {data.winners.map((bid) => (
            <li key={bid.bid_id} className="flex justify-between gap-3 px-4 py-3">
              <span>
                <span className="font-medium">{bid.manager_name}</span>
                <br />
                <span className="text-[14px] text-quiet">{lotNames(bid.lot_ids)}</span>
              </span>
              <span className="tabular-nums">{value(bid.value)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { TextField } from '@/components/field/TextField';
import { may } from '@/lib/access';
import { readDraft, writeDraft } from '@/lib/drafts';
import { useOnline } from '@/lib/online';
import { useMe } from '@/lib/session';
import { useLots, type Lot, type Round } from '../api';
import { useMyBids, useMyTerms } from '../bids';
import { ApplySheet } from './ApplySheet';
import { BidSheet } from './BidSheet';
import { LotRow } from './LotRow';
import { Totals } from './Totals';

const SEARCH_FROM = 8;

/** The lots of a round: why not, choose, bundle, and what the choice adds up to. */
export function LotPicker({ round }: { round: Round }) {
  const { t } = useTranslation();
  const me = useMe();
  const online = useOnline();
  const tender = round.method === 'open_tender' && may(me, 'place_bid');
  const applying = round.method === 'voluntary_application' && may(me, 'apply_for_lot');
  const choosing = (tender || applying) && round.state === 'open' && me.manager_id !== null && me.manager_id !== undefined;
  const lots = useLots(round.id);
  const terms = useMyTerms(round.id, tender && choosing);
  const bids = useMyBids(round.id, tender && choosing);
  const name = `lots.${round.id}`;
  const [chosen, setChosenState] = useState<string[]>(() => {
    const kept = readDraft(me.user_id, name);
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  });
  const [wanted, setWanted] = useState('');
  const [sheet, setSheet] = useState<'bid' | 'apply'>();
  const setChosen = (ids: string[]): void => {
    setChosenState(ids);
    writeDraft(me.user_id, name, ids.length === 0 ? undefined : ids);
  };
  if (lots.error !== null) return <ErrorState error={lots.error} onRetry={() => void lots.refetch()} />;
  if (lots.data === undefined) return <ListSkeleton rows={5} />;
  if (lots.data.length === 0) return <EmptyState title={t('bids:no_lots')} />;

  const reasonsOf = new Map((terms.data?.lots ?? []).map((lot) => [lot.lot_id, lot.reasons]));
  const text = wanted.trim().toLowerCase();
  const shown = lots.data.filter((lot) => text === '' || lot.name.toLowerCase().includes(text) || lot.clients.some((client) => client.name.toLowerCase().includes(text)));
  const picked = lots.data.filter((lot) => chosen.includes(lot.id));
  const inBids = new Set((bids.data ?? []).filter((bid) => bid.state === 'live').flatMap((bid) => bid.body?.lots ?? []));
  const toggle = (lot: Lot): void => {
    if (applying) setChosen(chosen.includes(lot.id) ? [] : [lot.id]);
    else setChosen(chosen.includes(lot.id) ? chosen.filter((id) => id !== lot.id) : [...chosen, lot.id]);
  };
  return (
    <div className="grid gap-3">
      {choosing && !online && <p className="rounded-lg border border-gold/40 bg-white p-3 text-gold">{t('bids:offline')}</p>}
      {terms.error !== null && <ErrorState error={terms.error} onRetry={() => void terms.refetch()} />}
      {lots.data.length >= SEARCH_FROM && (
        <TextField
          label={t('bids:find')}
          type="search"
          enterKeyHint="search"
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
          }}
        />
      )}
      <ul className="-mx-4 divide-y divide-line border-y border-line bg-white">
        {shown.map((lot) => (
          <LotRow
            key={lot.id}
            lot={lot}
            unitFen={round.terms.unit_fen}
            reasons={reasonsOf.get(lot.id) ?? []}
            mine={inBids.has(lot.id)}
            {...(choosing && { chosen: chosen.includes(lot.id), onToggle: () => { toggle(lot); } })}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="text-center text-quiet">{t('bids:none_found')}</p>}
      {choosing && picked.length > 0 && <div className="h-44" aria-hidden />}
      {choosing && picked.length > 0 && (
        <section aria-label={t('bids:chosen')} className="fixed bottom-[calc(57px+env(safe-area-inset-bottom))] left-1/2 z-10 grid w-full max-w-[560px] -translate-x-1/2 gap-2 border-t border-line bg-white p-4 shadow-[0_-4px_12px_rgb(0_0_0/6%)]">
          <Totals lots={picked} terms={terms.data} />
          <div className="flex gap-2">
            <Button
              kind="quiet"
              onClick={() => {
                setChosen([]);
              }}
            >
              {t('bids:clear')}
            </Button>
            <Button
              className="flex-1"
              disabled={!online}
              onClick={() => {
                setSheet(applying ? 'apply' : 'bid');
              }}
            >
              {applying ? t('bids:apply') : picked.length > 1 ? t('bids:bid_bundle', { count: picked.length }) : t('bids:bid_single')}
            </Button>
          </div>
        </section>
      )}
      {sheet === 'bid' && (
        <BidSheet
          round={round}
          lots={picked}
          groups={[...new Set((bids.data ?? []).flatMap((bid) => bid.body?.group ?? []))]}
          onPlaced={() => {
            setChosen([]);
          }}
          onClose={() => {
            setSheet(undefined);
          }}
        />
      )}
      {sheet === 'apply' && picked[0] !== undefined && (
        <ApplySheet
          round={round}
          lot={picked[0]}
          onDone={() => {
            setChosen([]);
            setSheet(undefined);
          }}
          onClose={() => {
            setSheet(undefined);
          }}
        />
      )}
    </div>
  );
}

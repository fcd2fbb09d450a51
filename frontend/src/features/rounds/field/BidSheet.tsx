import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { Sheet } from '@/components/field/Sheet';
import { TextField } from '@/components/field/TextField';
import { newId } from '@/lib/api';
import { readDraft, writeDraft } from '@/lib/drafts';
import { fieldErrors } from '@/lib/field-errors';
import { useOnline } from '@/lib/online';
import { useMe } from '@/lib/session';
import { committedWan, unitOf } from '../commitment';
import { useRoundAct, type Lot, type Round } from '../api';
import { changeBid, placeBid } from '../bids';
import type { Bid, BidBody, Receipt } from '../bid-types';
import { ReceiptView } from './ReceiptView';

interface Props {
  round: Round;
  lots: readonly Lot[];
  groups: string[];
  /** Set where a bid is changed. */
  bid?: Bid;
  onPlaced: () => void;
  onClose: () => void;
}

interface Typed {
  value: string;
  group: string;
}

const LARGEST_DIGITS = 10;

function kept(value: unknown): Typed | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: amount, group } = value as Record<string, unknown>;
  return { value: typeof amount === 'string' ? amount : '', group: typeof group === 'string' ? group : '' };
}

/** One bid, single or bundle: placed when its receipt is there, and not before. */
export function BidSheet({ round, lots: given, groups, bid, onPlaced, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const online = useOnline();
  // The choice behind the sheet is emptied once the bid is placed; the receipt still speaks of these lots.
  const [lots] = useState(given);
  const draft = `bid.${round.id}`;
  const [typed, setTyped] = useState<Typed>(() => (bid?.body === undefined || bid.body === null ? kept(readDraft(me.user_id, draft)) : undefined) ?? { value: bid?.body?.value.toString() ?? '', group: bid?.body?.group ?? '' });
  const [missing, setMissing] = useState<string>();
  const [receipt, setReceipt] = useState<Receipt>();
  const [sending, setSending] = useState({ text: '', key: '' });
  const act = useRoundAct(({ body, key }: { body: BidBody; key: string }) => (bid === undefined ? placeBid(round.id, body, key) : changeBid(round.id, bid, body)));
  const reserve = lots.reduce((sum, lot) => sum + lot.reserve_value, 0);
  const bundle = lots.length > 1;
  const unit = unitOf(round.terms.unit_fen);
  const named = fieldErrors(act.error);
  const at = (field: string): string | undefined => named.find((error) => error.name[0] === field)?.errors.join(' ');
  const type = (patch: Partial<Typed>): void => {
    const next = { ...typed, ...patch };
    setTyped(next);
    setMissing(undefined);
    if (bid === undefined) writeDraft(me.user_id, draft, next);
  };
  const submit = (): void => {
    if (!/^\d+$/.test(typed.value) || typed.value.length > LARGEST_DIGITS) {
      setMissing(t('bids:value_required'));
      return;
    }
    const body: BidBody = { kind: bundle ? 'bundle' : 'single', lots: lots.map((lot) => lot.id), value: Number(typed.value), ...(typed.group.trim() !== '' && { group: typed.group.trim() }) };
    // The same bid sent twice is one bid, also when the first answer was lost.
    const text = JSON.stringify(body);
    const key = text === sending.text ? sending.key : newId();
    setSending({ text, key });
    act.mutate(
      { body, key },
      {
        onSuccess: (placed) => {
          setReceipt(placed.receipt);
          writeDraft(me.user_id, draft, undefined);
          onPlaced();
        },
      },
    );
  };
  if (receipt !== undefined) {
    return (
      <Sheet open title={t('bids:placed_title')} lead={t('bids:placed_lead')} onClose={onClose}>
        <ReceiptView receipt={receipt} round={round} lots={lots} />
        <Button onClick={onClose}>{t('bids:done')}</Button>
      </Sheet>
    );
  }
  return (
    <Sheet open title={bundle ? t('bids:bundle_title', { count: lots.length }) : t('bids:single_title')} lead={bundle ? t('bids:bundle_lead') : t('bids:single_lead')} onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <ul className="grid gap-1 rounded-lg bg-ground p-3 text-[15px]">
          {lots.map((lot) => (
            <li key={lot.id} className="flex justify-between gap-3">
              <span>{lot.name}</span>
              <span className="text-quiet">{t('rounds:client_count', { count: lot.client_count })}</span>
            </li>
          ))}
        </ul>
        <TextField
          label={unit.wan ? t('bids:value_wan') : t('bids:value_in', { yuan: unit.yuan })}
          hint={t(reserve === 0 ? 'bids:value_hint_free' : 'bids:value_hint', { measure: t(`rounds:measure.${round.terms.measure}`), reserve: committedWan(reserve, round.terms.unit_fen) })}
          error={missing ?? at('value')}
          inputMode="numeric"
          autoComplete="off"
          enterKeyHint="done"
          value={typed.value}
          onChange={(event) => {
            type({ value: event.target.value.replace(/\D/g, '') });
          }}
        />
        <TextField
          label={t('bids:group')}
          hint={t('bids:group_hint')}
          error={at('group')}
          maxLength={40}
          autoComplete="off"
          list="bid-groups"
          value={typed.group}
          onChange={(event) => {
            type({ group: event.target.value });
          }}
        />
        <datalist id="bid-groups">
          {groups.map((group) => (
            <option key={group} value={group} />
          ))}
        </datalist>
        {act.error !== null && (
          <div className="grid gap-2">
            <p role="alert" className="font-semibold text-red">
              {t('bids:not_placed')}
            </p>
            <ErrorState error={act.error} saidAtFields />
            {named.filter((error) => error.name[0] !== 'value' && error.name[0] !== 'group').map((error) => (
              <p key={error.name.join('/')} className="text-[14px] text-red">
                {error.errors.join(' ')}
              </p>
            ))}
          </div>
        )}
        {!online && <p className="text-gold">{t('bids:offline')}</p>}
        <Button type="submit" running={act.isPending} disabled={!online}>
          {bid === undefined ? t('bids:place') : t('bids:change')}
        </Button>
        <p className="text-[13px] text-quiet">{t('bids:sealed_note')}</p>
      </form>
    </Sheet>
  );
}

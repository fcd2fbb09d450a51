import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { showText } from '@/components/field/toasts';
import { dateTimeExact } from '@/lib/format';
import { committedWan } from '../commitment';
import type { Lot, Round } from '../types';
import type { Receipt } from '../bid-types';

function Code({ label, value }: { label: string; value: string | null | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <dt className="text-[13px] text-quiet">{label}</dt>
      <dd className="font-mono text-[12px] break-all">{value ?? t('bids:destroyed')}</dd>
    </>
  );
}

/** The proof that a version of a bid was accepted, to keep or pass on. */
export function ReceiptView({ receipt, round, lots }: { receipt: Receipt; round: Round; lots: readonly Lot[] }) {
  const { t } = useTranslation();
  const names = new Map(lots.map((lot) => [lot.id, lot.name]));
  const text = JSON.stringify(receipt, undefined, 2);
  const pass = async (): Promise<void> => {
    if (typeof navigator.share === 'function') {
      await navigator.share({ title: t('bids:receipt'), text });
      return;
    }
    await navigator.clipboard.writeText(text);
    showText(t('bids:receipt_copied'));
  };
  return (
    <div className="grid gap-3">
      <p className="rounded-lg border border-green/40 bg-green/10 p-3 font-medium">{t(`bids:step.${receipt.step}`, { at: dateTimeExact(receipt.placed_at), version: receipt.version })}</p>
      {receipt.body !== null && receipt.body !== undefined && (
        <p>
          {receipt.body.lots.flatMap((id) => names.get(id) ?? []).join(t('rounds:and'))} · <strong className="tabular-nums">{t('common:wan_amount', { amount: committedWan(receipt.body.value, round.terms.unit_fen) })}</strong>
        </p>
      )}
      <dl className="grid gap-1">
        <Code label={t('bids:digest')} value={receipt.digest} />
        <Code label={t('bids:salt')} value={receipt.salt} />
        <Code label={t('bids:signature', { key: receipt.key_id })} value={receipt.signature} />
      </dl>
      <Button
        kind="quiet"
        onClick={() => {
          // Closing the share sheet is no failure; a browser without either leaves the codes to be read.
          void pass().catch(() => undefined);
        }}
      >
        {typeof navigator.share === 'function' ? t('bids:share') : t('bids:copy')}
      </Button>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { wan } from '@/lib/format';
import type { Lot } from '../types';
import type { MyTerms } from '../bid-types';

function Meter({ label, used, limit, text }: { label: string; used: number; limit: number | undefined; text: string }) {
  const share = limit === undefined ? 0 : limit === 0 ? (used > 0 ? 1 : 0) : Math.min(1, used / limit);
  const over = limit !== undefined && used > limit;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between text-[14px]">
        <span className="text-quiet">{label}</span>
        <span className={`tabular-nums ${over ? 'font-semibold text-red' : ''}`}>{text}</span>
      </div>
      {limit !== undefined && (
        <div className="h-1.5 overflow-hidden rounded-full bg-soft" aria-hidden>
          <div className={`h-full ${over ? 'bg-red' : 'bg-brand'}`} style={{ width: `${(share * 100).toString()}%` }} />
        </div>
      )}
    </div>
  );
}

/** What the chosen lots add up to, against what I may still take. */
export function Totals({ lots, terms }: { lots: readonly Lot[]; terms: MyTerms | undefined }) {
  const { t } = useTranslation();
  const clients = lots.reduce((sum, lot) => sum + lot.client_count, 0);
  const exposure = lots.reduce((sum, lot) => sum + lot.exposure_fen, 0);
  const capacity = terms?.capacity ?? undefined;
  const limit = terms?.max_exposure_fen ?? undefined;
  return (
    <div className="grid gap-2" role="status">
      <Meter
        label={t('bids:chosen_lots', { count: lots.length })}
        used={clients}
        limit={capacity}
        text={capacity === undefined ? t('rounds:client_count', { count: clients }) : t('bids:clients_of', { clients, capacity })}
      />
      <Meter label={t('rounds:exposure')} used={exposure} limit={limit} text={limit === undefined ? t('common:wan_amount', { amount: wan(exposure) }) : t('bids:exposure_of', { exposure: wan(exposure), limit: wan(limit) })} />
    </div>
  );
}

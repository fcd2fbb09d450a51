import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/field/ClauseMark';
import { Money } from '@/components/plain/Money';
import { committedWan } from '../commitment';
import type { Lot } from '../types';
import type { Reason } from '../bid-types';

interface Props {
  lot: Lot;
  unitFen: number;
  /** Why the reader may not have it; empty: may. */
  reasons: Reason[];
  /** Whether a bid of the reader holds it. */
  mine: boolean;
  /** Absent where nothing can be chosen. */
  chosen?: boolean;
  onToggle?: () => void;
}

function Figures({ lot, unitFen }: Pick<Props, 'lot' | 'unitFen'>) {
  const { t } = useTranslation();
  return (
    <span className="flex flex-wrap gap-x-4 text-[14px] text-quiet">
      <span>{t('rounds:client_count', { count: lot.client_count })}</span>
      <span>
        {t('rounds:worth')} <Money fen={lot.worth_fen} withUnit />
      </span>
      {lot.exposure_fen > 0 && (
        <span>
          {t('rounds:exposure')} <Money fen={lot.exposure_fen} withUnit />
        </span>
      )}
      {lot.reserve_value > 0 && <span>{t('bids:reserve', { value: committedWan(lot.reserve_value, unitFen) })}</span>}
    </span>
  );
}

/** A lot: what it is worth and owes, whether it can be had, and why not. */
export function LotRow({ lot, unitFen, reasons, mine, chosen, onToggle }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const first = lot.clients[0];
  const segment = first !== undefined && lot.client_count === 1 ? [first.standing, first.size].flatMap((word) => (word === null || word === undefined ? [] : [t(`rounds:segment.${word}`)])).join(' · ') : '';
  const blocked = reasons.length > 0;
  return (
    <li className="px-4 py-1">
      <div className="flex items-start gap-3">
        {onToggle !== undefined && (
          <label className="grid size-11 flex-none place-items-center" htmlFor={id}>
            <input id={id} type="checkbox" className="size-6 accent-brand" checked={chosen === true} disabled={blocked && chosen !== true} onChange={onToggle} aria-label={lot.name} aria-describedby={blocked ? `${id}-why` : undefined} />
          </label>
        )}
        <label htmlFor={onToggle === undefined ? undefined : id} className="grid min-h-11 min-w-0 flex-1 gap-0.5 py-2">
          <span className="flex items-baseline justify-between gap-2">
            <span className={`font-medium ${blocked ? 'text-quiet' : ''}`}>
              <span className="text-quiet tabular-nums">{lot.number}</span> {lot.name}
            </span>
            {mine && <span className="flex-none text-[13px] font-medium text-brand">{t('bids:in_my_bids')}</span>}
          </span>
          {segment !== '' && <span className="text-[14px] text-quiet">{segment}</span>}
          <Figures lot={lot} unitFen={unitFen} />
        </label>
      </div>
      {blocked && (
        <ul id={`${id}-why`} className="mb-1 grid gap-0.5 pl-14 text-[14px] text-red">
          {reasons.map((reason) => (
            <li key={reason.code} className="flex flex-wrap items-center gap-x-2">
              <span>{t(`rounds:reason.${reason.code}`)}</span>
              <ClauseMark id={reason.clause} />
            </li>
          ))}
        </ul>
      )}
      {lot.client_count > 1 && (
        <details className={onToggle === undefined ? '' : 'pl-14'}>
          <summary className="flex min-h-11 items-center text-[14px] text-brand">{t('bids:see_clients')}</summary>
          <ul className="grid gap-1 pb-2 text-[14px]">
            {lot.clients.map((client) => (
              <li key={client.client_id} className="flex justify-between gap-3">
                <span>{client.name}</span>
                <Money fen={client.worth_fen} withUnit />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

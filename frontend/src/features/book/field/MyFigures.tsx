import { useTranslation } from 'react-i18next';
import { Money } from '@/components/plain/Money';
import { count, wan } from '@/lib/format';
import { useMyWorkload } from '../api';

function Figure({ label, note, children }: { label: string; note?: string | undefined; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-[13px] text-quiet">{label}</dt>
      <dd className="text-[20px] font-semibold tabular-nums">{children}</dd>
      {note !== undefined && <dd className="text-[13px] text-quiet">{note}</dd>}
    </div>
  );
}

/** What I look after, at a glance, against what my grade may hold. */
export function MyFigures({ manager }: { manager: string }) {
  const { t } = useTranslation();
  const workload = useMyWorkload(manager);
  const mine = workload.data;
  if (mine === undefined) return null;
  const room = mine.capacity_clients ?? undefined;
  const credit = mine.capacity_exposure_fen ?? undefined;
  return (
    <section className="rounded-xl border border-line bg-white p-4" aria-label={t('book:figures')}>
      <dl className="grid grid-cols-2 gap-4">
        <Figure label={t('book:my_clients')} note={room === undefined ? undefined : t('book:of_clients', { limit: count(room) })}>
          {count(mine.clients)}
        </Figure>
        <Figure label={t('book:core_clients')}>{count(mine.core_clients)}</Figure>
        <Figure label={t('book:my_worth')}>
          <Money fen={mine.worth_fen} withUnit />
        </Figure>
        <Figure label={t('rounds:exposure')} note={credit === undefined ? undefined : t('book:of_exposure', { limit: wan(credit) })}>
          <Money fen={mine.exposure_fen} withUnit />
        </Figure>
      </dl>
    </section>
  );
}

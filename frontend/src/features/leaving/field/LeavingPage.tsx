import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { ITEM_STATE_OF, STATE_OF, useLeaving, type LeavingItem } from '../api';

function Line({ item }: { item: LeavingItem }) {
  const { t } = useTranslation();
  const whose = item.by.map((role) => t(`common:role.${role}`)).join(t('leaving:or'));
  return (
    <li className="grid gap-1.5 rounded-xl border border-line bg-white p-4">
      <span className="flex items-start justify-between gap-3">
        <span className="text-[16px] font-semibold">{t(`leaving:item.${item.kind}`)}</span>
        <StateTag state={ITEM_STATE_OF[item.state]} />
      </span>
      <span className="text-[14px] text-quiet">{item.state === 'later' ? t(`leaving:later.${item.kind}`) : item.state === 'done' ? t('leaving:nothing_left') : t(`leaving:left.${item.kind}`, { count: item.left, whose })}</span>
      {item.things
        .filter((thing) => thing.name !== null && thing.name !== undefined)
        .map((thing) => (
          <span key={thing.id} className="text-[14px]">
            {thing.name}
          </span>
        ))}
      <span>
        <ClauseMark id={item.clause} />
      </span>
    </li>
  );
}

/** One's own leaving: what is left and whose turn it is. Others act on it. */
export function LeavingPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const leaving = useLeaving(id);
  if (leaving.error !== null) return <ErrorState error={leaving.error} onRetry={() => void leaving.refetch()} />;
  if (leaving.data === undefined) return <ListSkeleton rows={4} />;
  const one = leaving.data;
  return (
    <div className="grid gap-4">
      <section className="grid gap-2 rounded-xl border border-line bg-white p-4">
        <span className="flex items-start justify-between gap-3">
          <h1 className="text-[19px] font-semibold">{t('leaving:of', { name: one.employee_name })}</h1>
          <StateTag state={STATE_OF[one.state]} />
        </span>
        <p>
          {t(`leaving:scope_of.${one.scope}`)} · {t('leaving:from_day', { day: one.leaves_on })}
        </p>
        <p className="text-[14px] text-quiet">{one.reason}</p>
        {one.state === 'open' && (
          <>
            <p className="text-[14px] font-medium">{t('leaving:done_of', { done: one.done, of: one.of })}</p>
            <progress className="w-full" max={one.of} value={one.done} aria-label={t('leaving:progress')} />
          </>
        )}
      </section>
      <p className="text-[14px] text-quiet">{t('leaving:read_only')}</p>
      <ul className="grid gap-3">
        {one.items.map((item) => (
          <Line key={item.kind} item={item} />
        ))}
      </ul>
    </div>
  );
}

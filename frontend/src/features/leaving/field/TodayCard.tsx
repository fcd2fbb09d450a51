import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLeavings } from '../api';

/** One's own leaving, while it is open; nothing for everybody else. */
export function TodayCard() {
  const { t } = useTranslation();
  const leavings = useLeavings({ state: 'open' });
  const mine = leavings.rows?.find((leaving) => leaving.mine);
  if (mine === undefined) return null;
  return (
    <Link to="/leavings/$id" params={{ id: mine.id }} className="flex min-h-14 items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3 text-ink no-underline active:bg-brand-soft">
      <span className="min-w-0">
        <span className="block font-medium">{t('leaving:mine')}</span>
        <span className="block text-[14px] text-quiet">{t('leaving:mine_detail', { day: mine.leaves_on, done: mine.done, of: mine.of })}</span>
      </span>
      <span aria-hidden className="text-[20px] leading-none text-field">
        ›
      </span>
    </Link>
  );
}

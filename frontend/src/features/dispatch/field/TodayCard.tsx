import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { useDispatches } from '../api';
import { nearest } from '../near';

/** Where one is sent, while that runs or is near; nothing otherwise. */
export function TodayCard({ manager }: { manager: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const dispatches = useDispatches({}, manager);
  const one = nearest(dispatches.rows ?? [], me.today);
  if (one === undefined) return null;
  return (
    <Link to="/dispatches" className="flex min-h-14 items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3 text-ink no-underline active:bg-brand-soft">
      <span className="min-w-0">
        <span className="block font-medium">{t(one.today ? 'dispatch:today_here' : 'dispatch:today_near', { branch: one.to_branch_name, day: one.valid_from })}</span>
        <span className="block text-[14px] text-quiet">{t('dispatch:today_detail', { purpose: t(`dispatch:purpose_of.${one.purpose}`), day: one.valid_to })}</span>
      </span>
      <span aria-hidden className="text-[20px] leading-none text-field">
        ›
      </span>
    </Link>
  );
}

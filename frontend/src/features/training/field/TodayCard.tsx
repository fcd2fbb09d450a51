import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';
import { useTrainingCounts, useTrainings } from '../api';
import { phaseAt } from '../phase';
import { When } from './When';

/** What I am enrolled in next, or my count of the year; nothing where neither is known. */
export function TodayCard() {
  const { t } = useTranslation();
  const me = useMe();
  const counts = useTrainingCounts();
  const events = useTrainings(false);
  const mine = counts.data?.items.find((item) => item.manager_id === me.manager_id);
  const now = serverNow();
  const next = events.rows?.find((event) => event.mine === 'enrolled' && ['before', 'door', 'running'].includes(phaseAt(event, now)));
  if (mine === undefined && next === undefined) return null;
  const className = 'flex min-h-14 items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3 text-ink no-underline active:bg-brand-soft';
  const body = (
    <>
      <span className="min-w-0">
        <span className="block font-medium">{next === undefined ? t('training:title') : next.title}</span>
        <span className="block text-[14px] text-quiet">{next === undefined ? mine !== undefined && t('training:today_count', { attended: mine.attended, owed: mine.owed }) : <When event={next} />}</span>
      </span>
      <span aria-hidden className="text-[20px] leading-none text-field">
        ›
      </span>
    </>
  );
  return next === undefined ? (
    <Link to="/training" className={className}>
      {body}
    </Link>
  ) : (
    <Link to="/training/$id" params={{ id: next.id }} className={className}>
      {body}
    </Link>
  );
}

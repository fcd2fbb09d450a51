import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTerm } from '../api';

/** Says on the first page that the own term will end or has ended; nothing otherwise. */
export function TodayCard({ manager }: { manager: string }) {
  const { t } = useTranslation();
  const term = useTerm(manager).data;
  if (term === undefined || (term.standing !== 'ending' && term.standing !== 'lapsed')) return null;
  return (
    <Link to="/term" className={`flex min-h-14 items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3 no-underline active:bg-brand-soft ${term.standing === 'lapsed' ? 'text-red' : 'text-gold'}`}>
      <span className="font-medium">{t(term.standing === 'lapsed' ? 'terms:today_lapsed' : 'terms:today_ending', { day: term.last_day ?? '' })}</span>
      <span aria-hidden className="text-[20px] leading-none text-field">
        ›
      </span>
    </Link>
  );
}

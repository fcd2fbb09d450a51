import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dateTime } from '@/lib/format';
import { useExams } from '../api';

/** The examination that I can sit now or soon, or a result that will lapse; nothing where there is neither. */
export function TodayCard() {
  const { t } = useTranslation();
  const exams = useExams(true);
  const rows = exams.rows ?? [];
  const next = rows.find((exam) => exam.mine?.state === 'sitting' && exam.phase === 'open') ?? rows.filter((exam) => exam.mine?.state === 'enrolled' && (exam.phase === 'open' || exam.phase === 'announced')).at(-1) ?? rows.find((exam) => exam.mine?.result?.standing === 'lapsing');
  if (next === undefined) return null;
  const until = next.mine?.result?.counts_until;
  const detail = until !== null && until !== undefined ? t('exams:counts_until', { day: until }) : next.mine?.state === 'sitting' ? t('exams:part.sitting') : t(next.phase === 'open' ? 'exams:open_until' : 'exams:opens_at', { at: dateTime(next.phase === 'open' ? next.closes_at : next.opens_at) });
  return (
    <Link to="/exams/$id" params={{ id: next.id }} className="flex min-h-14 items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3 text-ink no-underline active:bg-brand-soft">
      <span className="min-w-0">
        <span className="block font-medium">{next.name}</span>
        <span className="block text-[14px] text-quiet">{detail}</span>
      </span>
      <span aria-hidden className="text-[20px] leading-none text-field">
        ›
      </span>
    </Link>
  );
}

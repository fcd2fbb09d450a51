import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { DateText } from '@/components/plain/DateText';
import { TONE_COLOURS } from '@/components/plain/states';
import { useMe } from '@/lib/session';
import { useTimeline, type Entry, type Link as Target } from '../api';
import { byYear, details, sentence, toneOf } from '../sentence';

/** Where the phone shows what an entry is about; absent where only the desk has that page. */
function placeOf(target: Target | null | undefined): string | undefined {
  switch (target?.target) {
    case 'certification_file':
      return '/grade';
    case 'qualification':
      return '/qualification';
    case 'exam':
      return `/exams/${target.id}`;
    case 'training':
      return `/training/${target.id}`;
    case 'recruitment':
      return `/recruitments/${target.id}`;
    case 'leaving':
      return `/leavings/${target.id}`;
    default:
      return undefined;
  }
}

function Item({ entry, today }: { entry: Entry; today: string }) {
  const { t } = useTranslation();
  const text = sentence(t, entry);
  const to = placeOf(entry.link);
  const pieces = details(t, entry);
  return (
    <li className="grid grid-cols-[12px_1fr] gap-x-3 px-4 py-3">
      <span aria-hidden className="mt-2 size-2.5 rounded-full" style={{ background: TONE_COLOURS[toneOf(entry)].text }} />
      <div className="grid gap-0.5">
        <p className="flex items-center justify-between gap-3 text-[13px] text-quiet">
          <span>
            <DateText value={entry.at ?? entry.on} /> · {t(`timeline:kind.${entry.kind}`)}
          </span>
          {entry.on > today && <span className="rounded bg-soft px-1.5 text-gold">{t('timeline:ahead')}</span>}
        </p>
        {to === undefined ? (
          <p className="font-medium">{text}</p>
        ) : (
          <Link to={to} className="flex min-h-11 items-center font-medium text-brand">
            {text}
          </Link>
        )}
        <p className="flex flex-wrap items-center justify-between gap-x-3 py-2 text-[14px] text-quiet empty:hidden">
          {pieces.length > 0 && <span>{pieces.join(' · ')}</span>}
          {typeof entry.clause === 'string' && <ClauseMark id={entry.clause} />}
        </p>
      </div>
    </li>
  );
}

/** Everything about oneself, newest first. */
export function MyTimeline() {
  const { t } = useTranslation();
  const me = useMe();
  const [kind, setKind] = useState<string>();
  const mine = me.employee_id ?? '';
  const timeline = useTimeline(mine, kind);
  if (mine === '') return <EmptyState title={t('timeline:no_employee')} />;
  if (timeline.error !== null) return <ErrorState error={timeline.error} onRetry={timeline.retry} />;
  if (timeline.items === undefined) return <ListSkeleton rows={6} />;
  return (
    <div className="grid gap-4">
      <label className="grid gap-1 text-[14px] text-quiet">
        {t('timeline:which')}
        <select
          className="min-h-12 rounded-lg border border-line bg-white px-3 text-[16px] text-ink"
          value={kind ?? ''}
          onChange={(event) => {
            setKind(event.target.value === '' ? undefined : event.target.value);
          }}
        >
          <option value="">{t('timeline:all')}</option>
          {timeline.kinds.map((one) => (
            <option key={one} value={one}>
              {t(`timeline:kind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {timeline.items.length === 0 ? (
        <EmptyState title={t('timeline:none')} detail={t(kind === undefined ? 'timeline:none_detail' : 'timeline:none_of_kind')} />
      ) : (
        byYear(timeline.items).map(({ year, entries }) => (
          <section key={year} aria-label={year} aria-busy={timeline.stale}>
            <h2 className="mb-2 text-[15px] font-semibold tabular-nums">{year}</h2>
            <ol className="divide-y divide-line rounded-xl border border-line bg-white">
              {entries.map((entry) => (
                <Item key={entry.key} entry={entry} today={me.today} />
              ))}
            </ol>
          </section>
        ))
      )}
      {timeline.hasMore && (
        <Button kind="quiet" running={timeline.loadingMore} onClick={timeline.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}

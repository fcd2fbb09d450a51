import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { TONE_COLOURS } from '@/components/plain/states';
import { count } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { useTimeline, type Entry, type Link as Target } from '../api';
import { byYear, details, sentence, toneOf } from '../sentence';

const PLACES = {
  approval: '/approvals/$id',
  manager: '/managers/$id',
  certification_file: '/certification/$id',
  qualification: '/qualification/$id',
  exam: '/exams/$id',
  training: '/training/$id',
  recruitment: '/recruitments/$id',
  leaving: '/leavings/$id',
} as const satisfies Record<Target['target'], string>;

/** Where an entry leads; one's own qualification stands on a page of its own. */
export function TargetLink({ target, own, children, className }: { target: Target; own: boolean; children: string; className?: string }) {
  if (own && target.target === 'qualification') {
    return (
      <Link to="/qualification" search={{}} className={className}>
        {children}
      </Link>
    );
  }
  return (
    <Link to={PLACES[target.target]} params={{ id: target.id } as never} search={(target.target === 'approval' ? { box: 'all' } : {}) as never} className={className}>
      {children}
    </Link>
  );
}

function Item({ entry, own, today }: { entry: Entry; own: boolean; today: string }) {
  const { t } = useTranslation();
  const text = sentence(t, entry);
  const pieces = details(t, entry);
  const colours = TONE_COLOURS[toneOf(entry)];
  return (
    <li className="kj-event">
      <span className="kj-event-day">
        <DateText value={entry.at ?? entry.on} />
      </span>
      <span className="kj-event-mark" style={{ background: colours.text }} aria-hidden />
      <div className="kj-event-body">
        <p className="kj-event-text">
          {entry.link === undefined || entry.link === null ? (
            <strong>{text}</strong>
          ) : (
            <TargetLink target={entry.link} own={own}>
              {text}
            </TargetLink>
          )}
          {entry.on > today && <span className="kj-chip kj-chip-gold">{t('timeline:ahead')}</span>}
          {typeof entry.clause === 'string' && <ClauseMark id={entry.clause} />}
        </p>
        <p className="kj-quiet">{[t(`timeline:kind.${entry.kind}`), ...pieces].join(' · ')}</p>
      </div>
    </li>
  );
}

/** One timeline of everything, newest first, of one kind where one is chosen. */
export function PersonTimeline({ employee, own }: { employee: string; own: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'kind'>();
  const timeline = useTimeline(employee, filters.kind);
  const { items } = timeline;
  return (
    <section className="kj-panel" aria-labelledby="timeline">
      <div className="kj-panel-head">
        <h2 id="timeline">{t('timeline:title')}</h2>
        <span className="kj-panel-extra">
          <FilterSelect
            label={t('timeline:which')}
            value={filters.kind}
            width={168}
            options={timeline.kinds.map((kind) => ({ value: kind, label: t(`timeline:kind.${kind}`) }))}
            onChange={(kind) => {
              setFilters({ kind });
            }}
          />
        </span>
      </div>
      {timeline.error !== null ? (
        <ErrorState error={timeline.error} onRetry={timeline.retry} />
      ) : items === undefined ? (
        <Skeleton active paragraph={{ rows: 10 }} />
      ) : items.length === 0 ? (
        <EmptyState title={t('timeline:none')} detail={t(filters.kind === undefined ? 'timeline:none_detail' : 'timeline:none_of_kind')} />
      ) : (
        <div aria-busy={timeline.stale}>
          {byYear(items).map(({ year, entries }) => (
            <div key={year} className="kj-year">
              <h3>{year}</h3>
              <ol className="kj-events">
                {entries.map((entry) => (
                  <Item key={entry.key} entry={entry} own={own} today={me.today} />
                ))}
              </ol>
            </div>
          ))}
          <div className="kj-more">
            <span className="kj-quiet">{timeline.hasMore ? t('common:shown', { count: items.length }) : t('common:all_loaded', { count: count(items.length) })}</span>
            {timeline.hasMore && (
              <Button onClick={timeline.loadMore} loading={timeline.loadingMore}>
                {t('common:more')}
              </Button>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

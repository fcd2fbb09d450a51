import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useTrainings, type Training } from '../api';
import { MyCount } from './MyCount';
import { When } from './When';

function Card({ event }: { event: Training }) {
  const { t } = useTranslation();
  const mine = event.mine ?? undefined;
  return (
    <li>
      <Link to="/training/$id" params={{ id: event.id }} className="grid gap-1.5 rounded-xl border border-line bg-white p-4 text-ink no-underline active:bg-brand-soft">
        <span className="flex items-start justify-between gap-3">
          <span className="text-[17px] leading-snug font-semibold">{event.title}</span>
          {event.state === 'cancelled' ? <StateTag state="cancelled" /> : mine !== undefined && <StateTag state={mine} />}
        </span>
        <span className="text-[15px] font-medium">
          <When event={event} />
        </span>
        <span className="text-[14px] text-quiet">
          {event.branch_name ?? t('training:head_office')} · {event.place}
        </span>
      </Link>
    </li>
  );
}

/** Events to come as cards, under one's own count of the year. */
export function EventCards() {
  const { t } = useTranslation();
  const me = useMe();
  const events = useTrainings(false);
  return (
    <div className="grid gap-4">
      {may(me, 'enrol_in_training') && <MyCount />}
      <h2 className="text-[16px] font-semibold">{t('training:coming')}</h2>
      {events.error !== null ? (
        <ErrorState error={events.error} onRetry={events.retry} />
      ) : events.rows === undefined ? (
        <ListSkeleton rows={3} />
      ) : events.rows.length === 0 ? (
        <EmptyState title={t('training:none')} detail={t('training:none_detail')} />
      ) : (
        <ul className="grid gap-3">
          {events.rows.map((event) => (
            <Card key={event.id} event={event} />
          ))}
        </ul>
      )}
      {events.hasMore && (
        <Button kind="quiet" running={events.loadingMore} onClick={events.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}

import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { DateText } from '@/components/plain/DateText';
import { useNotices, useReadNotice, type Notice } from '../api';

interface Props {
  /** Goes where a message leads; absent where the phone has no such place. */
  place: (link: string) => (() => void) | undefined;
}

function Row({ notice, place }: { notice: Notice } & Props) {
  const { t } = useTranslation();
  const read = useReadNotice();
  const go = notice.link === undefined || notice.link === null ? undefined : place(notice.link);
  return (
    <li>
      <button
        type="button"
        className="grid min-h-14 w-full grid-cols-[12px_1fr_auto] items-start gap-x-2 px-4 py-3 text-left active:bg-brand-soft"
        onClick={() => {
          if (!notice.read) read.mutate(notice.id);
          go?.();
        }}
      >
        <span aria-hidden className={clsx('mt-2 size-2 rounded-full', notice.read ? 'bg-transparent' : 'bg-brand')} />
        <span className={clsx('grid gap-0.5', !notice.read && 'font-medium')}>
          <span>
            {!notice.read && <span className="sr-only">{t('notices:unread')} </span>}
            {notice.text}
          </span>
          <span className="text-[13px] font-normal text-quiet">
            <DateText value={notice.at} />
          </span>
        </span>
        {go !== undefined && (
          <span aria-hidden className="self-center text-[20px] leading-none text-field">
            ›
          </span>
        )}
      </button>
    </li>
  );
}

/** Messages, newest first; a tap marks one as read and goes where it leads. */
export function NoticeList({ place }: Props) {
  const { t } = useTranslation();
  const notices = useNotices();
  if (notices.error !== null) return <ErrorState error={notices.error} onRetry={notices.retry} />;
  if (notices.rows === undefined) return <ListSkeleton rows={5} />;
  if (notices.rows.length === 0) return <EmptyState title={t('notices:empty')} detail={t('notices:empty_detail')} />;
  return (
    <div className="grid gap-3">
      <ul className="-mx-4 divide-y divide-line border-y border-line bg-white">
        {notices.rows.map((notice) => (
          <Row key={notice.id} notice={notice} place={place} />
        ))}
      </ul>
      {notices.hasMore && (
        <Button kind="quiet" running={notices.loadingMore} onClick={notices.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}

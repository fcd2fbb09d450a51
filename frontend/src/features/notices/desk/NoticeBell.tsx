import { BellOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Badge, Button, Popover, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { DateText } from '@/components/plain/DateText';
import { useLatestNotices, useReadNotice, type Notice } from '../api';

function Notices({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const read = useReadNotice();
  const navigate = useNavigate();
  const notices = useLatestNotices();
  const mark = async (found: Notice[]): Promise<void> => {
    await Promise.all(found.filter((notice) => !notice.read).map((notice) => read.mutateAsync(notice.id)));
  };
  const open = (notice: Notice): void => {
    // A message that could not be marked stays unread, which is what the count says.
    void mark([notice]).catch(() => undefined);
    if (notice.link === undefined || notice.link === null) return;
    onLeave();
    void navigate({ href: notice.link });
  };
  if (notices.error !== null) return <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />;
  if (notices.data === undefined) return <Skeleton active style={{ width: 320 }} />;
  if (notices.data.items.length === 0) return <EmptyState title={t('notices:empty')} detail={t('notices:empty_detail')} />;
  return (
    <>
      <ul className="kj-notices">
        {notices.data.items.map((notice) => (
          <li key={notice.id}>
            <button
              type="button"
              className={notice.read ? 'kj-notice' : 'kj-notice kj-notice-new'}
              onClick={() => {
                open(notice);
              }}
            >
              <strong>{notice.text}</strong>
              <span className="kj-quiet">
                {notice.read ? null : `${t('notices:unread')} · `}
                <DateText value={notice.at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {notices.data.unread > 0 && (
        <Button type="link" size="small" style={{ padding: 0, marginTop: 8 }} onClick={() => void mark(notices.data.items).catch(() => undefined)}>
          {t('notices:read_all')}
        </Button>
      )}
    </>
  );
}

/** My messages, in the top bar. */
export function NoticeBell() {
  const { t } = useTranslation();
  const notices = useLatestNotices();
  const [open, setOpen] = useState(false);
  const unread = notices.data?.unread ?? 0;
  const label = unread === 0 ? t('notices:title') : t('notices:unread_count', { count: unread });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title={t('notices:title')}
      content={
        <Notices
          onLeave={() => {
            setOpen(false);
          }}
        />
      }
    >
      <Button
        type="text"
        className="kj-sign"
        aria-label={label}
        title={label}
        aria-expanded={open}
        icon={
          <Badge count={unread} size="small" overflowCount={99}>
            <BellOutlined />
          </Badge>
        }
      />
    </Popover>
  );
}

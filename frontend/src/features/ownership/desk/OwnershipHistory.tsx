import { DatePicker, Skeleton, Space, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { GROUND_COLOURS } from '@/components/desk/chart/colours';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { lastDay } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { useClientOwnership, type OwnershipRow } from '../api';
import { managerColours, ownershipSpans } from '../picture';
import { Shares, useSharesText } from './Shares';

export type OwnershipFilter = 'day' | 'known_at';

function Picture({ rows, day }: { rows: readonly OwnershipRow[]; day: string | undefined }) {
  const { t } = useTranslation();
  const me = useMe();
  const text = useSharesText();
  const picture = ownershipSpans(rows, me.today);
  if (picture === undefined) return null;
  const colours = managerColours(rows, GROUND_COLOURS);
  return (
    <figure className="kj-ownership" aria-label={t('ownership:picture')}>
      <div className="kj-ownership-bars">
        {picture.spans.map(({ row, left, width }) => (
          <div key={`${row.valid_from}${row.known_from}`} className="kj-ownership-span" style={{ left: `${left / 10}%`, width: `${width / 10}%` }} title={`${row.valid_from} — ${typeof row.valid_to === 'string' ? lastDay(row.valid_to) : t('ownership:open')}：${text(row.shares)}`}>
            {row.shares.length === 0 ? (
              <span className="kj-ownership-none">{t('ownership:unallocated')}</span>
            ) : (
              row.shares.map((share) => (
                <span key={share.manager_id} style={{ flexGrow: share.bps, background: colours.get(share.manager_id) }}>
                  {share.manager_name}
                </span>
              ))
            )}
          </div>
        ))}
        <span className="kj-ownership-today" style={{ left: `${picture.today / 10}%` }} title={t('common:today')} aria-hidden />
      </div>
      <figcaption className="kj-quiet">
        <span>{picture.first}</span>
        <span>{t('ownership:today_mark', { day: day ?? me.today })}</span>
        <span>{picture.last}</span>
      </figcaption>
    </figure>
  );
}

/** Who looks after a client: the picture over time, the answer for a day as known at a moment, and every entry ever written. */
export function OwnershipHistory({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<OwnershipFilter>();
  const found = useClientOwnership(clientId, filters.day, filters.known_at);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { rows, on_day: answer } = found.data;
  const columns: Column<OwnershipRow>[] = [
    { key: 'from', title: t('ownership:from'), fixedColumn: true, render: (_value, row) => <DateText value={row.valid_from} /> },
    { key: 'to', title: t('ownership:to'), render: (_value, row) => (row.valid_to === undefined || row.valid_to === null ? <span className="kj-quiet">{t('ownership:open')}</span> : <DateText value={lastDay(row.valid_to)} />) },
    { key: 'shares', title: t('ownership:who'), fixedColumn: true, render: (_value, row) => <Shares shares={row.shares} /> },
    {
      key: 'source',
      title: t('ownership:source'),
      render: (_value, row) => (
        <>
          {t(`ownership:source_kind.${row.source_kind}`)} {row.known_to !== undefined && row.known_to !== null && <Tag>{t('ownership:superseded')}</Tag>}
        </>
      ),
    },
    { key: 'reason', title: t('common:reason'), render: (_value, row) => (row.reason === 'import' ? t('common:imported') : row.reason) },
    { key: 'known', title: t('ownership:known_from'), render: (_value, row) => <DateText value={row.known_from} /> },
    { key: 'known_to', title: t('ownership:known_to'), hiddenAtFirst: true, render: (_value, row) => <DateText value={row.known_to} /> },
  ];
  return (
    <div className="kj-stack">
      <Panel
        title={t('ownership:on_day', { day: answer?.day ?? filters.day ?? me.today })}
        extra={
          <Space wrap>
            <ClauseMark id="D9.4" />
            <DatePicker
              aria-label={t('ownership:day')}
              placeholder={t('ownership:day')}
              value={filters.day === undefined ? null : dayjs(filters.day)}
              onChange={(day) => {
                setFilters({ day: (day)?.format('YYYY-MM-DD') });
              }}
            />
            <DatePicker
              showTime={{ format: 'HH:mm' }}
              aria-label={t('ownership:known_at')}
              placeholder={t('ownership:known_at')}
              value={filters.known_at === undefined ? null : dayjs(filters.known_at)}
              onChange={(at) => {
                setFilters({ known_at: (at)?.toISOString() });
              }}
            />
          </Space>
        }
      >
        <p className="kj-answer">{answer === undefined || answer === null ? t('ownership:unknown') : <Shares shares={answer.shares} />}</p>
        {filters.known_at !== undefined && <p className="kj-quiet">{t('ownership:known_note')}</p>}
        <Picture rows={rows} day={filters.day} />
      </Panel>
      <DataTable<OwnershipRow>
        id="client-ownership"
        label={t('ownership:history')}
        columns={columns}
        data={{ rows: [...rows].reverse(), loading: false, error: null, hasMore: false, loadingMore: false, loadMore: () => undefined, retry: () => void found.refetch() }}
        rowKey={(row) => `${row.valid_from}${row.known_from}`}
        empty={<EmptyState title={t('ownership:none')} detail={t('ownership:none_detail')} />}
      />
    </div>
  );
}

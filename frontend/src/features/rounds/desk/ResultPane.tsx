import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, Segmented, Skeleton, Space, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { PrintButton } from '@/components/desk/PrintButton';
import { StateTag } from '@/components/plain/StateTag';
import { download } from '@/lib/api';
import { errorView } from '@/lib/error-policy';
import { usePrinting } from '@/lib/printing';
import { committedWan } from '../commitment';
import { useLots, type Lot, type Round } from '../api';
import { useResult } from '../results';
import type { Result } from '../result-types';
import { BookPicture } from './BookPicture';
import { LosersTable } from './LosersTable';
import { WinnersByClient, WinnersByManager } from './WinnersTables';

function Proof({ result, round }: { result: Result; round: Round }) {
  const { t } = useTranslation();
  const won = new Set(result.winners.flatMap((winner) => winner.lot_ids)).size;
  return (
    <div className="kj-proof">
      <div className="kj-proof-words">
        {result.status === 'optimal' ? <StateTag state="optimal" /> : null}
        <strong>{result.status === 'optimal' ? t('rounds:proof.optimal') : t('rounds:proof.gap', { gap: result.gap_pct })}</strong>
        <ClauseMark id="D9.5" policyVersion={round.policy_number ?? undefined} />
      </div>
      <dl className="kj-facts">
        <div className="kj-fact">
          <dt>{t('rounds:proof.value')}</dt>
          <dd className="kj-numeric">{committedWan(result.value, round.terms.unit_fen)}</dd>
        </div>
        <div className="kj-fact">
          <dt>{t('rounds:proof.bound')}</dt>
          <dd className="kj-numeric">{committedWan(result.bound, round.terms.unit_fen)}</dd>
        </div>
        <div className="kj-fact">
          <dt>{t('rounds:proof.lots')}</dt>
          <dd className="kj-numeric">{t('rounds:of', { part: won, whole: round.lots })}</dd>
        </div>
        <div className="kj-fact">
          <dt>{t('rounds:proof.tie')}</dt>
          <dd>{t(`rounds:tie.${result.tie_status}`)}</dd>
        </div>
      </dl>
    </div>
  );
}

function Hash({ label, value }: { label: string; value: string | null | undefined }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{label}</dt>
      <dd>{value === null || value === undefined ? t('roundsdesk:not_revealed') : <Typography.Text copyable={{ text: value, tooltips: [t('rounds:copy'), t('rounds:copied')] }} className="kj-hash">{value}</Typography.Text>}</dd>
    </>
  );
}

function Draw({ result, round }: { result: Result; round: Round }) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const get = (path: string, name: string): void => {
    download(`/api/v1/rounds/${round.id}/${path}`, name).catch((error: unknown) => {
      const view = errorView(error);
      notification.error({ title: view.title ?? (view.titleKey === undefined ? '' : t(view.titleKey)) });
    });
  };
  return (
    <section className="kj-panel">
      <h2 className="kj-section">{t('roundsdesk:draw_title')}</h2>
      <p className="kj-quiet">{t('roundsdesk:draw_lead')}</p>
      <dl className="kj-hashes">
        <Hash label={t('rounds:hash.commitment')} value={result.commitment} />
        <Hash label={t('rounds:hash.secret')} value={result.secret} />
        <Hash label={t('rounds:hash.book')} value={result.book_digest} />
        {result.first_book_digest !== result.book_digest && <Hash label={t('rounds:hash.first_book')} value={result.first_book_digest} />}
        {typeof result.beacon_name === 'string' && <Hash label={t('rounds:hash.beacon', { name: result.beacon_name })} value={result.beacon_figure} />}
        <Hash label={t('rounds:hash.seed')} value={result.seed} />
      </dl>
      <details className="kj-no-print">
        <summary>{t('roundsdesk:digests', { count: result.digests.length })}</summary>
        <ul className="kj-hash kj-digests">
          {result.digests.map((digest) => (
            <li key={digest}>{digest}</li>
          ))}
        </ul>
      </details>
      <Space wrap className="kj-no-print">
        <Button
          icon={<DownloadOutlined />}
          onClick={() => {
            get('book', `${round.code}-book.json`);
          }}
        >
          {t('roundsdesk:get_book')}
        </Button>
        <Button
          icon={<DownloadOutlined />}
          onClick={() => {
            get('book/instance', `${round.code}-instance.json`);
          }}
        >
          {t('roundsdesk:get_instance')}
        </Button>
        <Button
          icon={<DownloadOutlined />}
          onClick={() => {
            get('award', `${round.code}-award.json`);
          }}
        >
          {t('roundsdesk:get_award')}
        </Button>
      </Space>
    </section>
  );
}

/** Lots that nobody won, as a list that leads to the coordination. */
function Left({ lots, onAssign }: { lots: Lot[]; onAssign?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const printing = usePrinting();
  return (
    <section className="kj-panel">
      <h2 className="kj-section">{t('roundsdesk:left_title', { count: lots.length })}</h2>
      <Table<Lot>
        size="small"
        rowKey="id"
        pagination={lots.length > 20 && !printing ? { pageSize: 20, showSizeChanger: false } : false}
        dataSource={lots}
        columns={[
          { title: t('rounds:number'), dataIndex: 'number', width: 72 },
          { title: t('rounds:lot'), dataIndex: 'name' },
          { title: t('rounds:clients'), align: 'right', dataIndex: 'client_count' },
        ]}
      />
      {onAssign !== undefined && <Button className="kj-no-print" onClick={onAssign}>{t('roundsdesk:go_assign')}</Button>}
    </section>
  );
}

/** What a tender decided: the proof in words, winners, what beat each losing bid, the draw, and the books before and after. */
export function ResultPane({ round, onAssign }: { round: Round; onAssign?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const result = useResult(round.id);
  const lots = useLots(round.id);
  const [by, setBy] = useState<'manager' | 'client'>('manager');
  const error = result.error ?? lots.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void result.refetch()} />;
  if (result.data === undefined || lots.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (result.data === null) return <EmptyState title={t('roundsdesk:no_result')} detail={t('roundsdesk:no_result_detail')} />;
  const data = result.data;
  const left = lots.data.filter((lot) => data.unallocated_lots.includes(lot.id));
  return (
    <div className="kj-stack">
      <Proof result={data} round={round} />
      <div className="kj-bar-line">
        <h2 className="kj-section">{t('rounds:winners')}</h2>
        <Space className="kj-no-print">
          <Segmented
            value={by}
            options={[
              { value: 'manager', label: t('roundsdesk:by_manager') },
              { value: 'client', label: t('roundsdesk:by_client') },
            ]}
            onChange={setBy}
          />
          <PrintButton />
        </Space>
      </div>
      {by === 'manager' ? <WinnersByManager result={data} lots={lots.data} round={round} /> : <WinnersByClient result={data} lots={lots.data} round={round} />}
      <h2 className="kj-section">{t('rounds:losers')}</h2>
      <LosersTable result={data} lots={lots.data} round={round} />
      {left.length > 0 && <Left lots={left} onAssign={onAssign} />}
      {data.managers.length > 0 && <BookPicture lines={data.managers} />}
      <Draw result={data} round={round} />
    </div>
  );
}

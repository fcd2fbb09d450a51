import { DownloadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { Stat } from '@/components/desk/Stat';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { download } from '@/lib/api';
import { count } from '@/lib/format';
import { useMe } from '@/lib/session';
import { cancelImport, useImportProgress, useRejects, type Import, type Reject } from '../api';
import { isOver } from '../progress';
import { ImportState } from './ImportState';
import { Ways } from './ImportList';

function Rejects({ found }: { found: Import }) {
  const { t } = useTranslation();
  const data = useRejects(found.id);
  const [error, setError] = useState<unknown>();
  const columns: Column<Reject>[] = [
    { key: 'line', title: t('imports:line'), numeric: true, width: 96, fixedColumn: true, render: (_value, reject) => count(reject.line) },
    { key: 'column', title: t('imports:column'), render: (_value, reject) => (reject.column === '' ? <span className="kj-quiet">{t('imports:whole_row')}</span> : <code>{reject.column}</code>) },
    { key: 'message', title: t('imports:why'), dataIndex: 'message' },
    { key: 'code', title: t('imports:code'), hiddenAtFirst: true, render: (_value, reject) => <code>{reject.code}</code> },
  ];
  return (
    <>
      {error !== undefined && <ErrorState error={error} />}
      <DataTable<Reject>
        id="rejects"
        label={t('imports:rejected_rows')}
        columns={columns}
        data={data}
        rowKey={(reject) => `${reject.line.toString()}${reject.column}${reject.code}`}
        filters={<h2 className="kj-section" style={{ margin: 0 }}>{t('imports:rejected_rows')}</h2>}
        actions={
          found.rows_rejected > 0 && (
            <Button
              icon={<DownloadOutlined />}
              onClick={() => {
                setError(undefined);
                void download(`/api/v1/imports/${found.id}/rejects.csv`, `${t(`imports:kind.${found.kind}`)}-${t('imports:rejected')}.csv`).catch(setError);
              }}
            >
              {t('imports:download_rejects')}
            </Button>
          )
        }
        empty={<EmptyState title={t('imports:no_rejects')} detail={t('imports:no_rejects_detail')} />}
      />
    </>
  );
}

/** One import: how far it is, what it loaded, and every row that it refused, with the reason. */
export function ImportRecord({ found }: { found: Import }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const { progress, lost } = useImportProgress(found);
  const over = isOver(found.state);
  const live = over ? undefined : progress;
  return (
    <div className="kj-stack">
      <Panel
        title={t(`imports:kind.${found.kind}`)}
        extra={
          <>
            <Ways found={found} />
            <ImportState state={found.state} />
            {!over && may(me, 'cancel_import') && (
              <ConfirmAct
                act={t('imports:cancel')}
                danger
                buttonType="default"
                changes={[{ label: t('imports:state'), from: <ImportState state={found.state} />, to: <StateTag state="cancelled" /> }]}
                whom={t('imports:cancel_whom')}
                effective={t('imports:cancel_from')}
                undo={t('imports:cancel_undo')}
                onConfirm={async () => {
                  await cancelImport(found.id);
                  await cache.invalidateQueries({ queryKey: ['imports'] });
                  say(t('imports:cancelled'));
                }}
              />
            )}
          </>
        }
      >
        {!over && (
          <div role="status" style={{ marginBottom: 16 }}>
            <Progress percent={live?.percent ?? 0} status="active" aria-label={t('imports:progress')} />
            <span className="kj-quiet">
              {live === undefined ? t('imports:waiting') : t(`imports:phase.${live.phase}`, { rows: count(live.rows) })}
              {lost && ` · ${t('imports:reconnecting')}`}
            </span>
          </div>
        )}
        {found.error !== undefined && found.error !== null && (
          <Alert
            type="error"
            showIcon
            role="alert"
            style={{ marginBottom: 16 }}
            title={found.error.message}
            description={
              found.error.errors.length === 0 ? undefined : (
                <ul style={{ margin: 0, paddingLeft: 20 }}>
                  {found.error.errors.map((fault) => (
                    <li key={fault.pointer}>
                      <code>{fault.pointer.replace(/^\/columns\//, '')}</code> {fault.message}
                    </li>
                  ))}
                </ul>
              )
            }
          />
        )}
        {found.state === 'done' && (
          <Alert
            type={found.rows_rejected === 0 ? 'success' : 'warning'}
            showIcon
            style={{ marginBottom: 16 }}
            title={t(found.dry_run ? 'imports:done_dry' : 'imports:done', { loaded: count(found.rows_loaded), rejected: count(found.rows_rejected) })}
          />
        )}
        <Facts
          items={[
            { label: t('imports:created'), value: <DateText value={found.created_at} exact /> },
            { label: t('imports:finished'), value: <DateText value={found.finished_at} exact /> },
          ]}
        />
      </Panel>
      <div className="kj-stats" style={{ margin: 0 }}>
        <Stat label={t('imports:rows')} value={live === undefined ? (found.file_rows === undefined || found.file_rows === null ? '—' : count(found.file_rows)) : count(live.rows)} />
        <Stat label={t(found.dry_run ? 'imports:would_load' : 'imports:loaded')} value={count(live?.loaded ?? found.rows_loaded)} tone="green" />
        <Stat label={t('imports:skipped')} value={count(live?.skipped ?? found.rows_skipped)} detail={t('imports:skipped_detail')} />
        <Stat label={t('imports:rejected')} value={count(live?.rejected ?? found.rows_rejected)} tone={(live?.rejected ?? found.rows_rejected) > 0 ? 'red' : 'plain'} />
      </div>
      {over && <Rejects found={found} />}
    </div>
  );
}

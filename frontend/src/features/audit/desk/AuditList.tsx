import { Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { SearchBox } from '@/components/desk/SearchBox';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { useUrlFilters } from '@/lib/url-filters';
import { useAudit, type AuditEntry } from '../api';

export type AuditFilter = 'actor' | 'action' | 'subject_kind' | 'subject_id';

const KINDS = ['user', 'employee', 'position', 'manager', 'org_unit', 'client', 'account', 'policy', 'round', 'import', 'export', 'job', 'training', 'exam', 'exam_question', 'rating_panel', 'bank_term', 'certification_file', 'certificate', 'api_client', 'leaving', 'dispatch', 'recruitment'] as const;

function Detail({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  return (
    <Popover
      trigger="click"
      placement="leftTop"
      title={t('audit:detail')}
      content={
        <div style={{ maxWidth: 480 }}>
          <pre className="kj-code">{JSON.stringify(entry.detail, undefined, 2)}</pre>
          {entry.trace_id !== undefined && entry.trace_id !== null && <div className="kj-quiet">{t('common:error.trace', { id: entry.trace_id })}</div>}
        </div>
      }
    >
      <Button type="link" size="small">
        {t('audit:show')}
      </Button>
    </Popover>
  );
}

/** Every act on record; names lead to all acts of one person or on one thing. */
export function AuditList() {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<AuditFilter>();
  const data = useAudit(filters);
  const actor = (entry: AuditEntry): string => entry.actor_name ?? entry.actor_job ?? t(`audit:actor.${entry.actor_kind}`, { defaultValue: entry.actor_kind });
  const columns: Column<AuditEntry>[] = [
    { key: 'at', title: t('audit:at'), fixedColumn: true, render: (_value, entry) => <DateText value={entry.at} exact /> },
    {
      key: 'actor',
      title: t('audit:who'),
      fixedColumn: true,
      render: (_value, entry) =>
        entry.actor_user === undefined || entry.actor_user === null ? (
          <span className="kj-quiet">{actor(entry)}</span>
        ) : (
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            onClick={() => {
              setFilters({ actor: entry.actor_user ?? undefined });
            }}
          >
            {actor(entry)}
          </Button>
        ),
    },
    {
      key: 'action',
      title: t('audit:act'),
      render: (_value, entry) => t(`audit:action.${entry.action}`, { defaultValue: entry.action }),
    },
    {
      key: 'subject',
      title: t('audit:subject'),
      render: (_value, entry) => (
        <>
          {t(`audit:kind.${entry.subject_kind}`, { defaultValue: entry.subject_kind })}{' '}
          {entry.subject_id !== undefined && entry.subject_id !== null && (
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              onClick={() => {
                setFilters({ subject_id: entry.subject_id ?? undefined, subject_kind: entry.subject_kind });
              }}
            >
              <code>{entry.subject_id.slice(-8)}</code>
            </Button>
          )}
        </>
      ),
    },
    { key: 'detail', title: t('audit:detail'), render: (_value, entry) => <Detail entry={entry} /> },
    { key: 'index', title: t('audit:index'), numeric: true, render: (_value, entry) => entry.sealed_at_index ?? <span className="kj-quiet">{t('audit:unsealed')}</span> },
  ];
  const clear = (
    <Button
      onClick={() => {
        setFilters({ actor: undefined, action: undefined, subject_kind: undefined, subject_id: undefined });
      }}
    >
      {t('common:filters_clear')}
    </Button>
  );
  return (
    <DataTable<AuditEntry>
      id="audit"
      label={t('audit:title')}
      columns={columns}
      rowKey={(entry) => entry.id}
      data={data}
      filters={
        <>
          <SearchBox
            value={filters.action}
            label={t('audit:filter_action')}
            onChange={(action) => {
              setFilters({ action });
            }}
          />
          <FilterSelect
            label={t('audit:filter_kind')}
            value={filters.subject_kind}
            options={KINDS.map((kind) => ({ value: kind, label: t(`audit:kind.${kind}`) }))}
            onChange={(kind) => {
              setFilters({ subject_kind: kind, subject_id: undefined });
            }}
          />
          {(filters.actor !== undefined || filters.subject_id !== undefined) && clear}
        </>
      }
      empty={<EmptyState title={t('audit:empty')} detail={t('audit:empty_detail')} action={clear} />}
    />
  );
}

import { useNavigate } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { count } from '@/lib/format';
import { useUrlFilters } from '@/lib/url-filters';
import { IMPORT_KINDS, useImports, type Import } from '../api';
import { ImportState } from './ImportState';

/** How an import is loaded, where that is not the plain way. */
export function Ways({ found }: { found: Import }) {
  const { t } = useTranslation();
  return (
    <span className="kj-tags">
      {found.dry_run && <Tag>{t('imports:dry_run')}</Tag>}
      {found.all_or_nothing && <Tag>{t('imports:all_or_nothing_short')}</Tag>}
      {found.restate && <Tag>{t('imports:restate_short')}</Tag>}
    </span>
  );
}

export function ImportList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [filters, setFilters] = useUrlFilters<'kind'>();
  const kind = IMPORT_KINDS.find((entry) => entry === filters.kind);
  const data = useImports(kind);
  const columns: Column<Import>[] = [
    { key: 'kind', title: t('imports:kind_label'), fixedColumn: true, render: (_value, found) => <>{t(`imports:kind.${found.kind}`)} <Ways found={found} /></> },
    { key: 'state', title: t('imports:state'), render: (_value, found) => <ImportState state={found.state} /> },
    { key: 'rows', title: t('imports:rows'), numeric: true, render: (_value, found) => (found.file_rows === undefined || found.file_rows === null ? '' : count(found.file_rows)) },
    { key: 'loaded', title: t('imports:loaded'), numeric: true, render: (_value, found) => count(found.rows_loaded) },
    { key: 'skipped', title: t('imports:skipped'), numeric: true, render: (_value, found) => count(found.rows_skipped) },
    { key: 'rejected', title: t('imports:rejected'), numeric: true, render: (_value, found) => (found.rows_rejected === 0 ? '0' : <span className="kj-stat-red">{count(found.rows_rejected)}</span>) },
    { key: 'created', title: t('imports:created'), render: (_value, found) => <DateText value={found.created_at} /> },
    { key: 'finished', title: t('imports:finished'), render: (_value, found) => <DateText value={found.finished_at} /> },
  ];
  return (
    <DataTable<Import>
      id="imports"
      label={t('imports:history')}
      columns={columns}
      data={data}
      rowKey={(found) => found.id}
      onRow={(found) => void navigate({ to: '/imports/$id', params: { id: found.id } })}
      filters={
        <FilterSelect
          label={t('imports:kind_label')}
          value={kind}
          options={IMPORT_KINDS.map((entry) => ({ value: entry, label: t(`imports:kind.${entry}`) }))}
          onChange={(value) => {
            setFilters({ kind: value });
          }}
        />
      }
      empty={<EmptyState title={t('imports:none')} detail={t('imports:none_detail')} />}
    />
  );
}

import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { SearchBox } from '@/components/desk/SearchBox';
import { useUrlFilters } from '@/lib/url-filters';
import { useClauses, type Clause } from '../api';

export type ClauseFilter = 'q' | 'open';

export function ClauseList() {
  const { t } = useTranslation();
  const clauses = useClauses();
  const [filters, setFilters] = useUrlFilters<ClauseFilter>();
  const wanted = filters.q?.toLowerCase();
  const rows = clauses.data?.filter(
    (clause) =>
      (wanted === undefined || clause.id.toLowerCase().startsWith(wanted) || clause.summary.toLowerCase().includes(wanted)) &&
      (filters.open === undefined || clause.carried_out_by.length === 0),
  );
  const columns: Column<Clause>[] = [
    { key: 'id', title: t('clauses:id'), dataIndex: 'id', width: 96, fixedColumn: true },
    { key: 'summary', title: t('clauses:summary'), dataIndex: 'summary' },
    {
      key: 'carried_out_by',
      title: t('clauses:carried_out_by'),
      render: (_value, clause) => clause.carried_out_by.length > 0 ? clause.carried_out_by.join(', ') : <span className="kj-quiet">{t('clauses:not_carried_out')}</span>,
    },
  ];
  return (
    <DataTable<Clause>
      id="clauses"
      label={t('clauses:title')}
      columns={columns}
      rowKey={(clause) => clause.id}
      data={{
        rows,
        loading: clauses.isPending,
        error: clauses.error,
        hasMore: false,
        loadingMore: false,
        loadMore: () => undefined,
        retry: () => void clauses.refetch(),
      }}
      filters={
        <>
          <SearchBox
            value={filters.q}
            label={t('clauses:search')}
            onChange={(q) => {
              setFilters({ q });
            }}
          />
          <Checkbox
            checked={filters.open !== undefined}
            onChange={(event) => {
              setFilters({ open: event.target.checked ? 'yes' : undefined });
            }}
          >
            {t('clauses:only_open')}
          </Checkbox>
        </>
      }
      empty={
        <EmptyState
          title={t('clauses:empty')}
          detail={t('clauses:empty_detail')}
          action={
            <Button
              onClick={() => {
                setFilters({ q: undefined, open: undefined });
              }}
            >
              {t('common:filters_clear')}
            </Button>
          }
        />
      }
    />
  );
}

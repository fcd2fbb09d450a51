import { Skeleton, Table, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { useUrlFilters } from '@/lib/url-filters';
import { IMPORT_KINDS, useSchemas, type ImportColumn } from '../api';

/** The columns of every kind of file, as the server reads them. */
export function Schemas() {
  const { t } = useTranslation();
  const schemas = useSchemas();
  const [filters, setFilters] = useUrlFilters<'kind'>();
  if (schemas.error !== null) return <ErrorState error={schemas.error} onRetry={() => void schemas.refetch()} />;
  if (schemas.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  const known = IMPORT_KINDS.flatMap((kind) => schemas.data.filter((schema) => schema.kind === kind));
  return (
    <Tabs
      activeKey={filters.kind ?? known[0]?.kind ?? ''}
      onChange={(kind) => {
        setFilters({ kind });
      }}
      items={known.map((schema) => ({
        key: schema.kind,
        label: t(`imports:kind.${schema.kind}`),
        children: (
          <Table<ImportColumn>
            size="middle"
            pagination={false}
            rowKey="name"
            dataSource={schema.columns}
            scroll={{ x: 'max-content' }}
            columns={[
              { key: 'name', title: t('imports:schema.name'), render: (_value, column) => <code>{column.name}</code> },
              { key: 'meaning', title: t('imports:schema.meaning'), dataIndex: 'meaning' },
              { key: 'required', title: t('imports:schema.required'), render: (_value, column) => (column.required ? t('common:yes') : <span className="kj-quiet">{t('common:no')}</span>) },
              {
                key: 'type',
                title: t('imports:schema.type'),
                render: (_value, column) => (
                  <>
                    {t(`imports:type.${column.type}`)}
                    {column.max_length !== undefined && column.max_length !== null && <span className="kj-quiet"> ≤ {column.max_length}</span>}
                    {column.choices.length > 0 && <div className="kj-quiet">{column.choices.join(' · ')}</div>}
                  </>
                ),
              },
              { key: 'example', title: t('imports:schema.example'), render: (_value, column) => <code>{column.example}</code> },
            ]}
          />
        ),
      }))}
    />
  );
}

import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Space, Table, type TableColumnType, type TableProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHiddenColumns } from './hidden-columns';
import { ErrorState } from './ErrorState';

export interface Column<T> extends Omit<TableColumnType<T>, 'title' | 'key' | 'sorter' | 'sortOrder'> {
  key: string;
  title: string;
  /** Money, counts and shares stand to the right. */
  numeric?: boolean;
  /** Name of the server's sort field; the header then sorts. */
  sort?: string;
  /** Cannot be hidden: what identifies the row. */
  fixedColumn?: boolean;
  /** Hidden until someone chooses it. */
  hiddenAtFirst?: boolean;
}

/** What {@link usePages} gives. */
export interface Rows<T> {
  rows: readonly T[] | undefined;
  loading: boolean;
  error: unknown;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

interface Props<T> {
  /** Names the table for its remembered columns; unique in the app. */
  id: string;
  /** Read out as the table's name. */
  label: string;
  columns: Column<T>[];
  data: Rows<T>;
  rowKey: (row: T) => string;
  onRow?: (row: T) => void;
  /** Current sort as in the URL: `name`, `-name`. */
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  /** The one row of filters. */
  filters?: ReactNode;
  /** Export and other acts on the list, at the right of the filters. */
  actions?: ReactNode;
  empty: ReactNode;
  selection?: TableProps<T>['rowSelection'];
}

function ColumnChooser<T>({ columns, hidden, setHidden }: { columns: Column<T>[]; hidden: string[]; setHidden: (next: string[] | undefined) => void }) {
  const { t } = useTranslation();
  const choosable = columns.filter((column) => column.fixedColumn !== true);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('common:columns')}
      content={
        <Space orientation="vertical">
          {choosable.map((column) => (
            <Checkbox
              key={column.key}
              checked={!hidden.includes(column.key)}
              onChange={(event) => {
                setHidden(event.target.checked ? hidden.filter((key) => key !== column.key) : [...hidden, column.key]);
              }}
            >
              {column.title}
            </Checkbox>
          ))}
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            onClick={() => {
              setHidden(undefined);
            }}
          >
            {t('common:columns_reset')}
          </Button>
        </Space>
      }
    >
      <Button icon={<SettingOutlined />} aria-label={t('common:columns')} title={t('common:columns')} />
    </Popover>
  );
}

/** A list of the API: one row of filters, sortable columns that can be chosen, cursor paging by "load more". */
export function DataTable<T extends object>(props: Props<T>) {
  const { id, label, columns, data, rowKey, onRow, sort, onSort, filters, actions, empty, selection } = props;
  const { t } = useTranslation();
  const { hidden, setHidden } = useHiddenColumns(
    id,
    columns.filter((column) => column.hiddenAtFirst === true).map((column) => column.key),
  );
  const [focused, setFocused] = useState<string>();
  const shown = columns
    .filter((column) => !hidden.includes(column.key))
    .map(({ numeric, sort: field, fixedColumn: _fixed, hiddenAtFirst: _hidden, ...column }): TableColumnType<T> => ({
      ...column,
      ...(numeric === true && { align: 'right' as const, className: 'kj-numeric' }),
      ...(field !== undefined && {
        sorter: true,
        sortOrder: sort === field ? ('ascend' as const) : sort === `-${field}` ? ('descend' as const) : null,
      }),
    }));
  const total = data.rows?.length ?? 0;

  return (
    <section aria-label={label}>
      {(filters !== undefined || actions !== undefined || columns.length > 3) && (
        <div className="kj-filters">
          <div className="kj-filters-left">{filters}</div>
          <Space>
            {actions}
            <ColumnChooser columns={columns} hidden={hidden} setHidden={setHidden} />
          </Space>
        </div>
      )}
      {data.error !== undefined && data.error !== null ? (
        <ErrorState error={data.error} onRetry={data.retry} />
      ) : (
        <Table<T>
          columns={shown}
          dataSource={data.rows ?? []}
          rowKey={rowKey}
          loading={data.loading}
          pagination={false}
          size="middle"
          sticky={{ offsetHeader: 56 }}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: data.loading ? <div style={{ height: 240 }} /> : empty }}
          {...(selection !== undefined && { rowSelection: selection })}
          {...(onSort !== undefined && {
            onChange: (_pagination, _filters, sorter) => {
              const one = Array.isArray(sorter) ? sorter[0] : sorter;
              const field = columns.find((column) => column.key === one?.columnKey)?.sort;
              onSort(field === undefined || one?.order === undefined || one.order === null ? undefined : one.order === 'ascend' ? field : `-${field}`);
            },
          })}
          {...(onRow !== undefined && {
            rowClassName: (row) => (rowKey(row) === focused ? 'kj-row kj-row-focused' : 'kj-row'),
            onRow: (row) => ({
              tabIndex: 0,
              onClick: () => {
                // Whoever marks text in a row wants the text, not the record.
                if (window.getSelection()?.toString() === '') onRow(row);
              },
              onKeyDown: (event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onRow(row);
              },
              onFocus: () => {
                setFocused(rowKey(row));
              },
              onBlur: () => {
                setFocused(undefined);
              },
            }),
          })}
        />
      )}
      {total > 0 && (
        <div className="kj-more">
          <span className="kj-quiet">{data.hasMore ? t('common:shown', { count: total }) : t('common:all_loaded', { count: total })}</span>
          {data.hasMore && (
            <Button onClick={data.loadMore} loading={data.loadingMore}>
              {t('common:more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

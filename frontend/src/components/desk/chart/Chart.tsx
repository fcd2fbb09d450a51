import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Skeleton, Table } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePrinting } from '@/lib/printing';
import type { Picked } from './Canvas';
import type { ChartOption } from './engine';

const Canvas = lazy(() => import('./Canvas'));

export interface ChartColumn {
  title: string;
  numeric?: boolean;
}

interface Props {
  title: string;
  /** ECharts option; memoize it, a new object draws anew. Colours come from the theme. */
  option: ChartOption;
  /** The same figures as a table: one cell per column. */
  columns: ChartColumn[];
  rows: ReactNode[][];
  /** A click on a mark leads to the list behind it. */
  onPick?: (picked: Picked) => void;
  height?: number;
  extra?: ReactNode;
  /** The same table stands beside another chart already: paper has it once. */
  tableElsewhere?: boolean;
}

/** A chart with its table; the reader chooses which to see, paper has both. */
export function Chart({ title, option, columns, rows, onPick, height = 280, extra, tableElsewhere = false }: Props) {
  const { t } = useTranslation();
  const printing = usePrinting();
  const [asTable, setAsTable] = useState(false);
  const word = asTable ? t('common:chart.as_chart') : t('common:chart.as_table');
  return (
    <figure className="kj-chart">
      <figcaption>
        <span>{title}</span>
        <span>
          {extra}
          <Button
            type="text"
            size="small"
            icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
            onClick={() => {
              setAsTable(!asTable);
            }}
          >
            {word}
          </Button>
        </span>
      </figcaption>
      {(!asTable || printing) && (
        <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height }} />}>
          <Canvas option={option} height={height} label={title} onPick={onPick} />
        </Suspense>
      )}
      {(printing ? !tableElsewhere : asTable) && (
        <Table
          size="small"
          pagination={false}
          {...(!printing && { scroll: { y: height, x: 'max-content' } })}
          rowKey="key"
          columns={columns.map((column, index) => ({
            key: String(index),
            title: column.title,
            render: (_value: unknown, row: { key: number; cells: ReactNode[] }) => row.cells[index],
            ...(column.numeric === true && { align: 'right' as const, className: 'kj-numeric' }),
          }))}
          dataSource={rows.map((cells, key) => ({ key, cells }))}
        />
      )}
    </figure>
  );
}

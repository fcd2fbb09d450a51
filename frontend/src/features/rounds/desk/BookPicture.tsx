import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { Money } from '@/components/plain/Money';
import { wanNumber } from '@/lib/format';
import type { BookLine } from '../types';

/** Worth and workload per manager before and after. */
export function BookPicture({ lines }: { lines: readonly BookLine[] }) {
  const { t } = useTranslation();
  const names = lines.map((line) => line.manager_name);
  const before = t('roundsdesk:before');
  const after = t('roundsdesk:after');
  const option = useMemo(() => {
    const bars = (earlier: (line: BookLine) => number, later: (line: BookLine) => number, suffix: string) => ({
      grid: { left: 56, right: 16, top: 36, bottom: 48 },
      legend: { top: 0, right: 0 },
      tooltip: { trigger: 'axis' as const, confine: true },
      xAxis: { type: 'category' as const, data: names, axisLabel: { interval: 0, rotate: names.length > 8 ? 35 : 0 } },
      yAxis: { type: 'value' as const, name: suffix },
      series: [
        { type: 'bar' as const, name: before, data: lines.map(earlier), itemStyle: { color: '#b4bdc9' } },
        { type: 'bar' as const, name: after, data: lines.map(later) },
      ],
    });
    return {
      worth: bars((line) => wanNumber(line.worth_before_fen), (line) => wanNumber(line.worth_after_fen), t('common:unit_wan')),
      clients: bars((line) => line.clients_before, (line) => line.clients_after, t('rounds:unit_clients')),
    };
  }, [lines, names, before, after, t]);
  const columns = [
    { title: t('rounds:manager') },
    { title: t('roundsdesk:clients_before'), numeric: true },
    { title: t('roundsdesk:clients_after'), numeric: true },
    { title: t('roundsdesk:worth_before'), numeric: true },
    { title: t('roundsdesk:worth_after'), numeric: true },
    { title: t('roundsdesk:exposure_after'), numeric: true },
  ];
  const rows = lines.map((line) => [
    line.manager_name,
    line.clients_before,
    line.clients_after,
    <Money key="before" fen={line.worth_before_fen} />,
    <Money key="after" fen={line.worth_after_fen} />,
    <Money key="exposure" fen={line.exposure_after_fen} />,
  ]);
  return (
    <div className="kj-two">
      <Chart title={t('roundsdesk:worth_picture')} option={option.worth} columns={columns} rows={rows} />
      <Chart tableElsewhere title={t('roundsdesk:clients_picture')} option={option.clients} columns={columns} rows={rows} />
    </div>
  );
}

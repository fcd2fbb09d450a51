import { useNavigate } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { count, percent } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useCoverageOn } from '../api';
import { monthEnds } from '../days';

const MONTHS = 6;
const WHOLE = 10_000;

interface Point {
  day: string;
  must: number;
  covered: number;
  bps: number;
}

function Drawing({ points, branchId }: { points: Point[]; branchId: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const option = useMemo(
    () => ({
      grid: { left: 64, right: 16, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' as const, valueFormatter: (value: unknown) => (typeof value === 'number' ? percent(value) : '') },
      xAxis: { type: 'category' as const, data: points.map((point) => point.day), boundaryGap: false },
      yAxis: { type: 'value' as const, max: WHOLE, scale: true, axisLabel: { formatter: (value: number) => percent(Math.round(value)) } },
      series: [{ name: t('dashboard:coverage_rate'), type: 'line' as const, symbolSize: 8, data: points.map((point) => point.bps) }],
    }),
    [points, t],
  );
  return (
    <Chart
      title={t('dashboard:coverage_trend')}
      option={option}
      height={240}
      columns={[{ title: t('dashboard:day') }, { title: t('dashboard:must'), numeric: true }, { title: t('dashboard:covered'), numeric: true }, { title: t('dashboard:coverage_rate'), numeric: true }]}
      rows={points.map((point) => [point.day, count(point.must), count(point.covered), percent(point.bps)])}
      onPick={({ dataIndex }) => {
        const day = points[dataIndex]?.day;
        if (day !== undefined) void navigate({ to: '/coverage', search: { day, ...(branchId !== undefined && { branch_id: branchId }) } });
      }}
    />
  );
}

/** Coverage at each month's end and today; a point leads to that day's list. */
export function CoverageTrend({ branchId }: { branchId: string | undefined }) {
  const me = useMe();
  const days = monthEnds(me.today, MONTHS);
  const answers = useCoverageOn(days, true);
  if (answers.some((answer) => answer.isError)) return null;
  if (answers.some((answer) => answer.data === undefined)) return <Skeleton active paragraph={{ rows: 6 }} />;
  const points = days.map((day, index): Point => {
    const items = answers[index]?.data?.items.filter((item) => branchId === undefined || item.branch_id === branchId) ?? [];
    const must = items.reduce((total, item) => total + item.must_allocate, 0);
    const covered = items.reduce((total, item) => total + item.covered, 0);
    return { day, must, covered, bps: must === 0 ? WHOLE : Math.floor((covered * WHOLE) / must) };
  });
  return <Drawing points={points} branchId={branchId} />;
}

import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { SERIES_COLOURS } from '@/components/desk/chart/colours';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { Panel } from '@/components/desk/Panel';
import { count } from '@/lib/format';
import { STAGES, type BranchShortfall, type CandidateCount, type MonthCount, type VacancyCount } from '../api';
import { monthLabel, nearness, type Nearness } from '../months';

const ROW_PX = 34;
const EDGE_PX = 72;
const LEAST_PX = 240;
const BAR_PX = 18;

type Search = Record<string, string>;
type Place = '/recruitments' | '/terms' | '/certification' | '/training';

/** A figure of the table: leads to the same list as its bar. */
function Figure({ value, to, search, label }: { value: number; to: Place; search: Search; label: string }) {
  if (value === 0) return <span className="kj-quiet">0</span>;
  return (
    <Link to={to} search={search as never} aria-label={label}>
      {count(value)}
    </Link>
  );
}

/** Stands where there is nothing to draw. */
function Nothing({ title, text, extra }: { title: string; text: string; extra?: ReactNode }) {
  return (
    <Panel title={title} extra={extra}>
      <p className="kj-quiet">{text}</p>
    </Panel>
  );
}

const AXIS = {
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
  tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
};

interface Branch {
  id: string;
  name: string;
  posts: Partial<Record<string, number>>;
}

/** Posts to be filled, by branch and how far the rounds are. */
export function Vacancies({ rows }: { rows: readonly VacancyCount[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const branches = useMemo(() => {
    const found: Branch[] = [];
    for (const row of rows) {
      let branch = found.find((one) => one.id === row.branch_id);
      if (branch === undefined) found.push((branch = { id: row.branch_id, name: row.branch_name, posts: {} }));
      branch.posts[row.stage] = row.vacancies;
    }
    return found;
  }, [rows]);
  const used = useMemo(() => STAGES.filter((stage) => rows.some((row) => row.stage === stage)), [rows]);
  const option = useMemo(
    () => ({
      ...AXIS,
      grid: { left: 96, right: 24, top: 36, bottom: 24 },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: branches.map((branch) => branch.name), axisTick: { show: false } },
      series: used.map((stage) => ({ name: t(`staffingdesk:stage.${stage}`), type: 'bar' as const, stack: 'all', barMaxWidth: BAR_PX, color: SERIES_COLOURS[STAGES.indexOf(stage)] ?? SERIES_COLOURS[0], data: branches.map((branch) => branch.posts[stage] ?? 0) })),
    }),
    [branches, used, t],
  );
  const title = t('staffingdesk:vacancies_by_branch');
  const mark = <ClauseMark id="D4" />;
  if (branches.length === 0) return <Nothing title={title} text={t('staffingdesk:no_vacancies')} extra={mark} />;
  return (
    <Chart
      title={title}
      extra={mark}
      option={option}
      height={Math.max(LEAST_PX, branches.length * ROW_PX + EDGE_PX)}
      columns={[{ title: t('staffingdesk:branch') }, ...used.map((stage) => ({ title: t(`staffingdesk:stage.${stage}`), numeric: true }))]}
      rows={branches.map((branch) => [
        branch.name,
        ...used.map((stage) => <Figure key={stage} value={branch.posts[stage] ?? 0} to="/recruitments" search={{ branch_id: branch.id, stage }} label={t('staffingdesk:see_posts', { branch: branch.name, stage: t(`staffingdesk:stage.${stage}`), count: branch.posts[stage] ?? 0 })} />),
      ])}
      onPick={({ dataIndex, seriesIndex }) => {
        const [branch, stage] = [branches[dataIndex], used[seriesIndex]];
        if (branch !== undefined && stage !== undefined) void navigate({ to: '/recruitments', search: { branch_id: branch.id, stage } });
      }}
    />
  );
}

/** Candidates on each part of the way, leading to the rounds that they stand in. */
export function Candidates({ rows, search }: { rows: readonly CandidateCount[]; search: Search }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const option = useMemo(
    () => ({
      tooltip: AXIS.tooltip,
      grid: { left: 88, right: 40, top: 12, bottom: 24 },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: rows.map((row) => t(`staffingdesk:stage.${row.stage}`)), axisTick: { show: false } },
      series: [{ name: t('staffingdesk:candidates'), type: 'bar' as const, barMaxWidth: BAR_PX, label: { show: true, position: 'right' as const }, data: rows.map((row) => row.applications) }],
    }),
    [rows, t],
  );
  const title = t('staffingdesk:candidates_by_stage');
  const mark = <ClauseMark id="D4" />;
  if (rows.every((row) => row.applications === 0)) return <Nothing title={title} text={t('staffingdesk:no_candidates')} extra={mark} />;
  return (
    <Chart
      title={title}
      extra={mark}
      option={option}
      height={LEAST_PX}
      columns={[{ title: t('staffingdesk:how_far') }, { title: t('staffingdesk:candidates'), numeric: true }]}
      rows={rows.map((row) => {
        const stage = t(`staffingdesk:stage.${row.stage}`);
        return [stage, <Figure key={row.stage} value={row.applications} to="/recruitments" search={{ ...search, stage: row.stage }} label={t('staffingdesk:see_candidates', { stage, count: row.applications })} />];
      })}
      onPick={({ dataIndex }) => {
        const row = rows[dataIndex];
        if (row !== undefined) void navigate({ to: '/recruitments', search: { ...search, stage: row.stage } });
      }}
    />
  );
}

interface MonthsProps {
  title: string;
  extra: ReactNode;
  months: readonly MonthCount[];
  today: string;
  warningDays: number;
  words: Record<Nearness, string>;
  empty: string;
  to: '/terms' | '/certification';
  search: Search;
}

const NEARNESS = ['over', 'soon', 'later'] as const;
const NEAR_COLOURS: Record<Nearness, string> = { over: '#d55e00', soon: '#e69f00', later: '#1f5fa8' };

/** What ends or lapses month by month, what is over first; each bar leads to the days behind it. */
export function Months({ title, extra, months, today, warningDays, words, empty, to, search }: MonthsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const option = useMemo(() => {
    const firstAhead = months.findIndex((month) => typeof month.month === 'string');
    return {
      ...AXIS,
      grid: { left: 40, right: 16, top: 36, bottom: 40 },
      xAxis: { type: 'category' as const, data: months.map((month, index) => (typeof month.month === 'string' ? monthLabel(month.month, index === firstAhead) : t('staffingdesk:over'))), axisTick: { show: false }, axisLabel: { interval: 0 } },
      yAxis: { type: 'value' as const, minInterval: 1 },
      series: NEARNESS.map((near) => ({ name: words[near], type: 'bar' as const, stack: 'all', barMaxWidth: 28, color: NEAR_COLOURS[near], data: months.map((month) => (nearness(month, today, warningDays) === near ? month.count : null)) })),
    };
  }, [months, today, warningDays, words, t]);
  const behind = (month: MonthCount): Search => (typeof month.first_day === 'string' ? { ...search, last_from: month.first_day, last_to: month.last_day } : { ...search, standing: 'lapsed' });
  if (months.every((month) => month.count === 0)) return <Nothing title={title} text={empty} extra={extra} />;
  return (
    <Chart
      title={title}
      extra={extra}
      option={option}
      height={LEAST_PX}
      columns={[{ title: t('staffingdesk:month') }, { title: t('staffingdesk:standing') }, { title: t('staffingdesk:how_many'), numeric: true }]}
      rows={months.map((month) => {
        const name = month.month ?? t('staffingdesk:over');
        return [name, words[nearness(month, today, warningDays)], <Figure key={name} value={month.count} to={to} search={behind(month)} label={t('staffingdesk:see_month', { month: name, count: month.count })} />];
      })}
      onPick={({ dataIndex }) => {
        const month = months[dataIndex];
        if (month !== undefined) void navigate({ to, search: behind(month) as never });
      }}
    />
  );
}

/** Who is short of training, by branch. */
export function Training({ rows, year, perYear, policy }: { rows: readonly BranchShortfall[]; year: number; perYear: number; policy: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const option = useMemo(() => {
    const bar = (name: string, color: string, data: number[]) => ({ name, type: 'bar' as const, stack: 'all', barMaxWidth: BAR_PX, color, data });
    return {
      ...AXIS,
      grid: { left: 96, right: 24, top: 36, bottom: 24 },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: rows.map((row) => row.branch_name), axisTick: { show: false } },
      series: [
        bar(t('staffingdesk:short_of'), '#d55e00', rows.map((row) => row.short)),
        bar(t('staffingdesk:enough'), '#1f5fa8', rows.map((row) => row.managers - row.short)),
      ],
    };
  }, [rows, t]);
  const title = t('staffingdesk:training_by_branch', { year, count: perYear });
  const mark = <ClauseMark id="D8.2" policyVersion={policy} />;
  if (rows.length === 0) return <Nothing title={title} text={t('staffingdesk:no_managers')} extra={mark} />;
  const search = (row: BranchShortfall, short: boolean): Search => ({ tab: 'counts', branch_id: row.branch_id, ...(short && { short: 'true' }) });
  return (
    <Chart
      title={title}
      extra={mark}
      option={option}
      height={Math.max(LEAST_PX, rows.length * ROW_PX + EDGE_PX)}
      columns={[{ title: t('staffingdesk:branch') }, { title: t('staffingdesk:short_of'), numeric: true }, { title: t('staffingdesk:managers'), numeric: true }]}
      rows={rows.map((row) => [
        row.branch_name,
        <Figure key="short" value={row.short} to="/training" search={search(row, true)} label={t('staffingdesk:see_short', { branch: row.branch_name, count: row.short })} />,
        <Figure key="all" value={row.managers} to="/training" search={search(row, false)} label={t('staffingdesk:see_managers', { branch: row.branch_name, count: row.managers })} />,
      ])}
      onPick={({ dataIndex, seriesIndex }) => {
        const row = rows[dataIndex];
        if (row !== undefined) void navigate({ to: '/training', search: search(row, seriesIndex === 0) as never });
      }}
    />
  );
}

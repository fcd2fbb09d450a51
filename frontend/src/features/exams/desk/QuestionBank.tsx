import { Link, useNavigate } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { useUrlFilters } from '@/lib/url-filters';
import { AREAS, DIFFICULTIES, KINDS, useQuestionCounts, useQuestions, type Area, type Question, type QuestionCount, type QuestionKind, type QuestionState } from '../api';

const ROW_PX = 20;
const EDGE_PX = 64;
const COLOURS: Record<QuestionKind, string> = { true_false: '#56b4e9', single: '#1f5fa8', multiple: '#009e73', written: '#d55e00' };
const STATES = ['in_use', 'draft', 'retired'] as const satisfies readonly QuestionState[];

const of = (items: readonly QuestionCount[], area: Area, kind: QuestionKind): number => items.filter((one) => one.area === area && one.kind === kind).reduce((sum, one) => sum + one.count, 0);

function AreaChart({ items, onArea }: { items: readonly QuestionCount[]; onArea: (area: Area) => void }) {
  const { t } = useTranslation();
  const option = useMemo(
    () => ({
      grid: { left: 176, right: 40, top: 32, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12 },
      tooltip: { trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      xAxis: { type: 'value' as const, minInterval: 1 },
      yAxis: { type: 'category' as const, inverse: true, data: AREAS.map((area) => `${area.toUpperCase()} ${t(`examsdesk:area_of.${area}`)}`), axisTick: { show: false }, axisLabel: { width: 164, overflow: 'truncate' as const } },
      series: KINDS.map((kind) => ({ name: t(`exams:kind.${kind}`), type: 'bar' as const, stack: 'all', barMaxWidth: 14, color: COLOURS[kind], data: AREAS.map((area) => of(items, area, kind)) })),
    }),
    [items, t],
  );
  return (
    <Chart
      title={t('examsdesk:by_area')}
      option={option}
      height={AREAS.length * ROW_PX + EDGE_PX}
      columns={[{ title: t('examsdesk:area') }, ...KINDS.map((kind) => ({ title: t(`exams:kind.${kind}`), numeric: true }))]}
      rows={AREAS.map((area) => [`${area.toUpperCase()} ${t(`examsdesk:area_of.${area}`)}`, ...KINDS.map((kind) => count(of(items, area, kind)))])}
      onPick={({ dataIndex }) => {
        const area = AREAS[dataIndex];
        if (area !== undefined) onArea(area);
      }}
    />
  );
}

/** The bank of questions with what is right: for its authors alone. */
export function QuestionBank() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [filters, setFilters] = useUrlFilters<'area' | 'kind' | 'difficulty' | 'state' | 'waiting'>();
  const counts = useQuestionCounts();
  const waiting = filters.waiting === 'true';
  const data = useQuestions({
    area: filters.area as Area | undefined,
    kind: filters.kind as QuestionKind | undefined,
    difficulty: filters.difficulty === undefined ? undefined : Number(filters.difficulty),
    state: filters.state as QuestionState | undefined,
    waiting: waiting ? true : undefined,
  });
  const columns: Column<Question>[] = [
    {
      key: 'code',
      title: t('examsdesk:code'),
      fixedColumn: true,
      render: (_value, question) => (
        <Link to="/exams/questions/$id" params={{ id: question.id }} className="kj-name kj-nowrap">
          {question.code}
        </Link>
      ),
    },
    { key: 'text', title: t('examsdesk:question'), fixedColumn: true, render: (_value, question) => <span className="kj-two-lines">{question.text}</span> },
    { key: 'kind', title: t('examsdesk:kind'), render: (_value, question) => <span className="kj-nowrap">{t(`exams:kind.${question.kind}`)}</span> },
    { key: 'difficulty', title: t('examsdesk:difficulty'), render: (_value, question) => <span className="kj-nowrap">{t(`examsdesk:difficulty_of.${question.difficulty.toString()}`)}</span> },
    { key: 'points', title: t('examsdesk:points_field'), numeric: true, render: (_value, question) => count(question.points) },
    { key: 'author', title: t('examsdesk:author'), hiddenAtFirst: true, render: (_value, question) => question.author ?? <span className="kj-quiet">{t('examsdesk:standard')}</span> },
    { key: 'state', title: t('examsdesk:state'), render: (_value, question) => <StateTag state={question.state} /> },
  ];
  return (
    <div className="kj-stack">
      {counts.data !== undefined && (
        <AreaChart
          items={counts.data.items}
          onArea={(area) => {
            setFilters({ area });
          }}
        />
      )}
      <DataTable<Question>
        id="exam-questions"
        label={t('examsdesk:bank')}
        columns={columns}
        rowKey={(question) => question.id}
        data={data}
        onRow={(question) => void navigate({ to: '/exams/questions/$id', params: { id: question.id } })}
        filters={
          <>
            <FilterSelect
              label={t('examsdesk:area')}
              width={200}
              value={filters.area}
              options={AREAS.map((area) => ({ value: area, label: `${area.toUpperCase()} ${t(`examsdesk:area_of.${area}`)}` }))}
              onChange={(area) => {
                setFilters({ area });
              }}
            />
            <FilterSelect
              label={t('examsdesk:kind')}
              value={filters.kind}
              options={KINDS.map((kind) => ({ value: kind, label: t(`exams:kind.${kind}`) }))}
              onChange={(kind) => {
                setFilters({ kind });
              }}
            />
            <FilterSelect
              label={t('examsdesk:difficulty')}
              value={filters.difficulty}
              options={DIFFICULTIES.map((level) => ({ value: level.toString(), label: t(`examsdesk:difficulty_of.${level.toString()}`) }))}
              onChange={(difficulty) => {
                setFilters({ difficulty });
              }}
            />
            <FilterSelect
              label={t('examsdesk:state')}
              value={filters.state}
              options={STATES.map((state) => ({ value: state, label: t(`common:state.${state}`) }))}
              onChange={(state) => {
                setFilters({ state });
              }}
            />
            <Checkbox
              checked={waiting}
              onChange={(event) => {
                setFilters({ waiting: event.target.checked ? 'true' : undefined });
              }}
            >
              {t('examsdesk:waiting')}
            </Checkbox>
          </>
        }
        empty={<EmptyState title={t('examsdesk:bank_none')} />}
      />
    </div>
  );
}

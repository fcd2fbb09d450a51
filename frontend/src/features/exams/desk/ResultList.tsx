import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { PersonLink } from '@/components/desk/PersonLink';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { useBranchOptions } from '@/lib/lookups';
import { useUrlFilters } from '@/lib/url-filters';
import { useResults, type ExamResult, type Standing } from '../api';
import { standingState } from '../states';

const STANDINGS = ['counts', 'lapsing', 'lapsed', 'failed'] as const satisfies readonly Standing[];

/** Released results, newest first: what counts, what will lapse, what has lapsed. */
export function ResultList() {
  const { t } = useTranslation();
  const branches = useBranchOptions();
  const [filters, setFilters] = useUrlFilters<'branch_id' | 'standing'>();
  const data = useResults({ branch_id: filters.branch_id, standing: filters.standing as Standing | undefined });
  const columns: Column<ExamResult>[] = [
    { key: 'name', title: t('examsdesk:candidate'), fixedColumn: true, render: (_value, row) => <PersonLink id={row.employee_id} name={row.name} /> },
    { key: 'no', title: t('examsdesk:employee_no'), dataIndex: 'employee_no' },
    { key: 'unit', title: t('examsdesk:unit'), dataIndex: 'unit_name' },
    {
      key: 'exam',
      title: t('examsdesk:exam'),
      render: (_value, row) => (
        <Link to="/exams/$id" params={{ id: row.exam_id }}>
          {row.exam_name}
        </Link>
      ),
    },
    { key: 'points', title: t('examsdesk:points'), numeric: true, render: (_value, row) => `${count(row.result.points)} / ${count(row.full_points)}` },
    { key: 'on', title: t('examsdesk:released_on'), render: (_value, row) => <span className="kj-numeric kj-nowrap">{row.released_on}</span> },
    { key: 'until', title: t('examsdesk:counts_until'), render: (_value, row) => <span className="kj-numeric kj-nowrap">{row.result.counts_until ?? ''}</span> },
    { key: 'standing', title: t('examsdesk:standing'), fixedColumn: true, render: (_value, row) => <StateTag state={standingState(row.result.standing)} /> },
  ];
  return (
    <DataTable<ExamResult>
      id="exam-results"
      label={t('examsdesk:results')}
      columns={columns}
      rowKey={(row) => row.sitting_id}
      data={data}
      filters={
        <>
          {branches.length > 1 && (
            <FilterSelect
              label={t('examsdesk:branch')}
              value={filters.branch_id}
              options={branches}
              onChange={(branch) => {
                setFilters({ branch_id: branch });
              }}
            />
          )}
          <FilterSelect
            label={t('examsdesk:standing')}
            value={filters.standing}
            options={STANDINGS.map((standing) => ({ value: standing, label: t(`common:state.${standingState(standing)}`) }))}
            onChange={(standing) => {
              setFilters({ standing });
            }}
          />
        </>
      }
      empty={<EmptyState title={t('examsdesk:results_none')} />}
    />
  );
}

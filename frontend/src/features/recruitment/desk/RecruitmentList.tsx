import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { useBranchOptions } from '@/lib/lookups';
import { useUrlFilters } from '@/lib/url-filters';
import { RUNNING, STAGES, useRecruitments, type Recruitment, type RecruitmentFilter } from '../api';
import { phaseState } from '../states';
import { postText } from '../words';

/** Rounds, newest first. */
export function RecruitmentList() {
  const { t } = useTranslation();
  const branches = useBranchOptions();
  const [filters, setFilters] = useUrlFilters<RecruitmentFilter>();
  const data = useRecruitments(filters);
  const columns: Column<Recruitment>[] = [
    {
      key: 'title',
      title: t('recruitment:title_of'),
      fixedColumn: true,
      render: (_value, round) => (
        <Link to="/recruitments/$id" params={{ id: round.id }}>
          {round.title}
        </Link>
      ),
    },
    { key: 'state', title: t('recruitmentdesk:state'), fixedColumn: true, render: (_value, round) => <StateTag state={phaseState(round.phase)} /> },
    { key: 'branch', title: t('recruitmentdesk:branch'), dataIndex: 'branch_name' },
    { key: 'post', title: t('recruitmentdesk:post'), render: (_value, round) => postText(t, round) },
    { key: 'vacancies', title: t('recruitmentdesk:vacancies'), numeric: true, render: (_value, round) => count(round.vacancies) },
    { key: 'applicants', title: t('recruitmentdesk:applicants'), numeric: true, render: (_value, round) => (typeof round.applicants === 'number' ? count(round.applicants) : '') },
    { key: 'opens', title: t('recruitmentdesk:opens'), render: (_value, round) => <DateText value={round.opens_at} /> },
    { key: 'closes', title: t('recruitmentdesk:closes'), render: (_value, round) => <DateText value={round.closes_at} /> },
  ];
  return (
    <DataTable<Recruitment>
      id="recruitments"
      label={t('recruitment:title')}
      columns={columns}
      rowKey={(round) => round.id}
      data={data}
      filters={
        <>
          {branches.length > 0 && (
            <FilterSelect
              label={t('recruitmentdesk:branch')}
              value={filters.branch_id}
              options={branches}
              onChange={(branch_id) => {
                setFilters({ branch_id });
              }}
            />
          )}
          <FilterSelect
            label={t('recruitmentdesk:state')}
            value={filters.stage}
            options={[RUNNING, ...STAGES].map((stage) => ({ value: stage, label: t(`recruitmentdesk:stage.${stage}`) }))}
            onChange={(stage) => {
              setFilters({ stage });
            }}
          />
          <FilterSelect
            label={t('recruitmentdesk:which')}
            value={filters.mine}
            options={[{ value: 'true', label: t('recruitmentdesk:mine') }]}
            onChange={(mine) => {
              setFilters({ mine });
            }}
          />
        </>
      }
      empty={<EmptyState title={t('recruitmentdesk:none')} detail={t('recruitmentdesk:none_detail')} />}
    />
  );
}

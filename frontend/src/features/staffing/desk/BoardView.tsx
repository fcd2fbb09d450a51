import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { Stat } from '@/components/desk/Stat';
import { count } from '@/lib/format';
import { useUrlFilters } from '@/lib/url-filters';
import { useBoard, type Board } from '../api';
import { sums } from '../months';
import { Candidates, Months, Training, Vacancies } from './BoardCharts';

/** The five figures over their pictures, each leading to its list. */
function Figures({ board, search }: { board: Board; search: Record<string, string> }) {
  const { t } = useTranslation();
  const posts = board.vacancies.reduce((total, row) => total + row.vacancies, 0);
  const rounds = board.vacancies.reduce((total, row) => total + row.rounds, 0);
  const candidates = board.candidates.reduce((total, row) => total + row.applications, 0);
  const [terms, certificates] = [sums(board.terms), sums(board.certificates)];
  const short = board.training.reduce((total, row) => total + row.short, 0);
  const managers = board.training.reduce((total, row) => total + row.managers, 0);
  const tone = (figures: { over: number; ahead: number }) => (figures.over > 0 ? 'red' : 'plain');
  return (
    <div className="kj-stats">
      <Stat label={t('staffingdesk:vacancies')} value={count(posts)} detail={t('staffingdesk:of_rounds', { count: rounds })} to="/recruitments" search={{ ...search, stage: 'running' }} />
      <Stat label={t('staffingdesk:candidates')} value={count(candidates)} detail={t('staffingdesk:candidates_detail')} to="/recruitments" search={{ ...search, stage: 'running' }} />
      <Stat label={t('staffingdesk:terms')} value={count(terms.ahead)} tone={tone(terms)} detail={t('staffingdesk:terms_over', { count: terms.over })} to="/terms" search={{ ...search, ...(terms.over > 0 && { standing: 'lapsed' }) }} />
      <Stat label={t('staffingdesk:certificates')} value={count(certificates.ahead)} tone={tone(certificates)} detail={t('staffingdesk:certificates_over', { count: certificates.over })} to="/certification" search={{ ...search, tab: 'certificates', ...(certificates.over > 0 && { standing: 'lapsed' }) }} />
      <Stat label={t('staffingdesk:short')} value={count(short)} tone={short > 0 ? 'gold' : 'plain'} detail={t('staffingdesk:of_managers', { count: managers })} to="/training" search={{ ...search, tab: 'counts', ...(short > 0 && { short: 'true' }) }} />
    </div>
  );
}

/** How staffing stands: vacancies, candidates, terms, certificates, training; each bar leads to the list behind it. */
export function BoardView() {
  const { t } = useTranslation();
  const [filters] = useUrlFilters<'branch_id'>();
  const board = useBoard(filters.branch_id);
  if (board.error !== null) return <ErrorState error={board.error} onRetry={() => void board.refetch()} />;
  if (board.data === undefined) {
    return (
      <div role="status" aria-label={t('common:loading')}>
        <div className="kj-stats">
          {Array.from({ length: 5 }, (_, index) => (
            <div key={index} className="kj-stat">
              <Skeleton active title={false} paragraph={{ rows: 3 }} />
            </div>
          ))}
        </div>
        <div className="kj-grid">
          {Array.from({ length: 4 }, (_, index) => (
            <div key={index} className="kj-chart">
              <Skeleton active paragraph={{ rows: 7 }} />
            </div>
          ))}
        </div>
      </div>
    );
  }
  const found = board.data;
  // Lists that show the whole bank to everybody are narrowed to what the figures are of.
  const search: Record<string, string> = typeof found.branch_id === 'string' ? { branch_id: found.branch_id } : {};
  return (
    <>
      <Figures board={found} search={search} />
      <div className="kj-grid">
        <Vacancies rows={found.vacancies} />
        <Candidates rows={found.candidates} search={search} />
        <Months
          title={t('staffingdesk:terms_by_month')}
          extra={<ClauseMark id="D4" policyVersion={found.policy_number} />}
          months={found.terms}
          today={found.today}
          warningDays={found.term_warning_days}
          words={{ over: t('common:state.term_lapsed'), soon: t('common:state.term_ending'), later: t('staffingdesk:later') }}
          empty={t('staffingdesk:no_terms')}
          to="/terms"
          search={search}
        />
        <Months
          title={t('staffingdesk:certificates_by_month')}
          extra={<ClauseMark id="E2.3" policyVersion={found.policy_number} />}
          months={found.certificates}
          today={found.today}
          warningDays={found.certificate_warning_days}
          words={{ over: t('common:state.lapsed'), soon: t('common:state.lapsing'), later: t('staffingdesk:later') }}
          empty={t('staffingdesk:no_certificates')}
          to="/certification"
          search={{ ...search, tab: 'certificates' }}
        />
        <div className="kj-grid-whole">
          <Training rows={found.training} year={found.year} perYear={found.trainings_per_year} policy={found.policy_number} />
        </div>
      </div>
    </>
  );
}

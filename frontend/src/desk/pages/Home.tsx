import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { PageHeader } from '@/components/desk/PageHeader';
import { CoverageTrend } from '@/features/dashboard/desk/CoverageTrend';
import { Rounds } from '@/features/dashboard/desk/Rounds';
import { positionTexts } from '@/features/identity/positions';
import { may } from '@/lib/access';
import { BANK_ZONE } from '@/lib/format';
import { useBranchOptions } from '@/lib/lookups';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { ICONS } from '../layout/icons';
import { navigationFor } from '../navigation';
import { Coverage, Figures, Load } from './home/Scope';
import { Waiting } from './home/Waiting';

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: BANK_ZONE });
const NOON = 12;
const EVENING = 18;

/** What a person may open, for those whose work has no figures here. */
function Places() {
  const { t } = useTranslation();
  const me = useMe();
  const pages = navigationFor(me)
    .flatMap((group) => group.pages)
    .filter((page) => page.path !== '/');
  return (
    <>
      <h2 className="kj-section">{t('desk:home.go_title')}</h2>
      <ul className="kj-cards">
        {pages.map((page) => (
          <li key={page.path}>
            <Link to={page.path} className="kj-card">
              <span className="kj-card-icon" aria-hidden>
                {ICONS[page.path]}
              </span>
              <span>
                <strong>{t(page.title)}</strong>
                <span className="kj-quiet">{t(page.title.replace('nav', 'hint'))}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Which branch the figures are of: those who see several choose, the others have theirs. */
function ScopeChoice({ value, onChange }: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation();
  const branches = useBranchOptions();
  return branches.length > 1 ? <FilterSelect label={t('dashboard:whole_bank')} value={value} options={branches} width={160} onChange={onChange} /> : null;
}

/** First what waits for me, then the state of my scope, then how it moves. */
export function Home() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'branch_id'>();
  const now = serverNow();
  const clock = Number(hour.format(now));
  const greeting = clock < NOON ? 'desk:home.morning' : clock < EVENING ? 'desk:home.afternoon' : 'desk:home.evening';
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: BANK_ZONE }).format(now);
  const branchId = filters.branch_id;
  const sees = { coverage: may(me, 'get_coverage'), workload: may(me, 'list_workload'), rounds: may(me, 'list_rounds') };
  return (
    <>
      <PageHeader
        title={t(greeting, { name: me.name })}
        lead={[date, ...positionTexts(t, me)].join('　')}
        actions={
          (sees.coverage || sees.workload) &&
          may(me, 'list_org_units') && (
            <ScopeChoice
              value={branchId}
              onChange={(value) => {
                setFilters({ branch_id: value });
              }}
            />
          )
        }
      />
      <div className={sees.rounds ? 'kj-half' : undefined} style={{ marginBottom: 16 }}>
        <Waiting />
        {sees.rounds && <Rounds branchId={branchId} />}
      </div>
      {sees.coverage && sees.workload && <Figures branchId={branchId} />}
      {(sees.coverage || sees.workload) && (
        <div className="kj-grid">
          {sees.coverage && <Coverage branchId={branchId} />}
          {sees.coverage && <CoverageTrend branchId={branchId} />}
          {sees.workload && <Load branchId={branchId} />}
        </div>
      )}
      {!sees.coverage && !sees.workload && <Places />}
    </>
  );
}

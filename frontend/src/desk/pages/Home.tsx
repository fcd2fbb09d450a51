import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { CertificateStats } from '@/features/certification/desk/CertificateStats';
import { CoverageTrend } from '@/features/dashboard/desk/CoverageTrend';
import { Objections } from '@/features/dashboard/desk/Objections';
import { Rounds } from '@/features/dashboard/desk/Rounds';
import { positionTexts } from '@/features/identity/positions';
import { TermStats } from '@/features/terms/desk/TermStats';
import { Shortfall } from '@/features/training/desk/Shortfall';
import { may } from '@/lib/access';
import { BANK_ZONE } from '@/lib/format';
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

/** First what waits for me, then the state of my scope, then how it moves. */
export function Home() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const [filters] = useUrlFilters<'branch_id'>();
  const now = serverNow();
  const clock = Number(hour.format(now));
  const greeting = clock < NOON ? 'desk:home.morning' : clock < EVENING ? 'desk:home.afternoon' : 'desk:home.evening';
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: BANK_ZONE }).format(now);
  const branchId = filters.branch_id;
  const sees = { coverage: may(me, 'get_coverage'), workload: may(me, 'list_workload'), rounds: may(me, 'list_rounds'), objections: may(me, 'list_rounds') && may(me, 'list_objections') };
  const figures = [may(me, 'list_training_counts') && <Shortfall key="training" branchId={branchId} />, may(me, 'count_manager_terms') && <TermStats key="terms" branchId={branchId} />, may(me, 'count_certificates') && <CertificateStats key="certificates" branchId={branchId} />].filter((figure) => figure !== false);
  return (
    <>
      <PageHeader
        title={t(greeting, { name: me.name })}
        lead={[date, ...positionTexts(t, me)].join('　')}
      />
      <div className={sees.rounds ? 'kj-half kj-first' : 'kj-first'}>
        <Waiting />
        {sees.rounds && <Rounds branchId={branchId} />}
        {sees.objections && <Objections branchId={branchId} />}
      </div>
      {sees.coverage && sees.workload ? <Figures branchId={branchId}>{figures}</Figures> : figures.length > 0 && <div className="kj-stats">{figures}</div>}
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

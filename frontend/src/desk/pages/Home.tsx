import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { Rounds } from '@/features/dashboard/desk/Rounds';
import { positionTexts } from '@/features/identity/positions';
import { may } from '@/lib/access';
import { BANK_ZONE } from '@/lib/format';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';
import { ICONS } from '../layout/icons';
import { navigationFor } from '../navigation';
import { Waiting } from './home/Waiting';

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: BANK_ZONE });
const NOON = 12;
const EVENING = 18;

/** What a person may open. */
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

/** First what waits for me and what is running, then where the work is done. */
export function Home() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const now = serverNow();
  const clock = Number(hour.format(now));
  const greeting = clock < NOON ? 'desk:home.morning' : clock < EVENING ? 'desk:home.afternoon' : 'desk:home.evening';
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: BANK_ZONE }).format(now);
  const seesRounds = may(me, 'list_rounds');
  return (
    <>
      <PageHeader title={t(greeting, { name: me.name })} lead={[date, ...positionTexts(t, me)].join('　')} />
      <div className={seesRounds ? 'kj-half' : undefined}>
        <Waiting />
        {seesRounds && <Rounds branchId={undefined} />}
      </div>
      <Places />
    </>
  );
}

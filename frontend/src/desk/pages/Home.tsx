import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { positionTexts } from '@/features/identity/positions';
import { BANK_ZONE } from '@/lib/format';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';
import { ICONS } from '../layout/icons';
import { navigationFor } from '../navigation';

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: BANK_ZONE });
const NOON = 12;
const EVENING = 18;

export function Home() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const now = serverNow();
  const clock = Number(hour.format(now));
  const greeting = clock < NOON ? 'desk:home.morning' : clock < EVENING ? 'desk:home.afternoon' : 'desk:home.evening';
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: BANK_ZONE }).format(now);
  const pages = navigationFor(me)
    .flatMap((group) => group.pages)
    .filter((page) => page.path !== '/');
  return (
    <>
      <PageHeader title={t(greeting, { name: me.name })} lead={[date, ...positionTexts(t, me)].join('　')} />
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

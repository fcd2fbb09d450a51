import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SignInAgain } from '@/features/identity/field/SignInAgain';
import { useUnread } from '@/features/notices/api';
import { useSession } from '@/lib/session';
import { StepUpHost } from './StepUpHost';
import { StatusLine } from './StatusLine';
import { tabsFor } from './tabs';
import { UpdatePrompt } from './UpdatePrompt';

/** The page above: "/bids/7/lots" lies under "/bids/7". Tabs lie under nothing. */
function above(pathname: string): string | undefined {
  const parts = pathname.split('/').filter((part) => part !== '');
  return parts.length < 2 ? undefined : `/${parts.slice(0, -1).join('/')}`;
}

function Unread() {
  const { t } = useTranslation();
  const unread = useUnread();
  if (unread === 0) return null;
  return (
    <span className="absolute top-1.5 left-[calc(50%+6px)] min-w-5 rounded-full bg-red px-1 text-center text-[12px] leading-5 font-medium text-white" aria-label={t('notices:unread_count', { count: unread })}>
      {unread > 99 ? '99+' : unread}
    </span>
  );
}

/** The frame of every page: its name on top, the quiet line, the page, and the tabs at the thumb. */
export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const titleKey = useMatches().findLast((match) => match.staticData.title !== undefined)?.staticData.title ?? 'common:app';
  const up = useRouterState({ select: (state) => above(state.location.pathname) });
  const title = t(titleKey);
  useEffect(() => {
    document.title = `${title} · ${t('common:app')}`;
  }, [title, t]);
  if (session.status !== 'signed_in' && session.status !== 'expired') return null;
  const tabs = tabsFor(session.me);

  return (
    <div className="mx-auto flex min-h-dvh max-w-[560px] flex-col bg-ground">
      <header className="sticky top-0 z-10 flex min-h-13 items-center gap-1 border-b border-line bg-white px-4 pt-[env(safe-area-inset-top)]">
        {up !== undefined && (
          <Link to={up} aria-label={t('field:back')} className="-ml-3 grid size-11 place-items-center text-ink no-underline">
            <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
              <path d="M15 5l-7 7 7 7" />
            </svg>
          </Link>
        )}
        <h1 className="min-w-0 flex-1 truncate text-[19px] font-semibold">{title}</h1>
        <StatusLine />
      </header>
      <main className="flex-1 p-4">
        <Outlet />
      </main>
      <UpdatePrompt />
      <nav
        aria-label={t('field:tab.label')}
        className="sticky bottom-0 z-10 grid border-t border-line bg-white pb-[env(safe-area-inset-bottom)]"
        style={{ gridTemplateColumns: `repeat(${tabs.length.toString()}, minmax(0, 1fr))` }}
      >
        {tabs.map((tab) => (
          <Link
            key={tab.path}
            to={tab.path}
            activeOptions={{ exact: tab.path === '/', includeSearch: false }}
            className="relative flex min-h-14 flex-col items-center justify-center gap-0.5 text-[12px] text-quiet no-underline data-[status=active]:font-semibold data-[status=active]:text-brand"
          >
            {tab.icon}
            <span>{t(tab.title)}</span>
            {tab.path === '/messages' && <Unread />}
          </Link>
        ))}
      </nav>
      <StepUpHost />
      <SignInAgain />
    </div>
  );
}

import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { SignInAgain } from '@/features/identity/field/SignInAgain';
import { useSession } from '@/lib/session';
import { StatusLine } from './StatusLine';
import { TABS } from './tabs';
import { UpdatePrompt } from './UpdatePrompt';

/** The frame of every page: its name on top, the quiet line, the page, and the tabs at the thumb. */
export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const titleKey = useMatches().findLast((match) => match.staticData.title !== undefined)?.staticData.title ?? 'common:app';
  const title = t(titleKey);
  useEffect(() => {
    document.title = `${title} · ${t('common:app')}`;
  }, [title, t]);
  if (session.status !== 'signed_in' && session.status !== 'expired') return null;

  return (
    <div className="mx-auto flex min-h-dvh max-w-[560px] flex-col bg-ground">
      <header className="sticky top-0 z-10 flex items-center justify-between border-b border-line bg-white px-4 pt-[env(safe-area-inset-top)]">
        <h1 className="py-3 text-[19px] font-semibold">{title}</h1>
        <StatusLine />
      </header>
      <main className="flex-1 p-4">
        <Outlet />
      </main>
      <UpdatePrompt />
      <nav aria-label={t('field:tab.label')} className="sticky bottom-0 z-10 grid grid-cols-5 border-t border-line bg-white pb-[env(safe-area-inset-bottom)]">
        {TABS.map((tab) => (
          <Link
            key={tab.path}
            to={tab.path}
            activeOptions={{ exact: tab.path === '/', includeSearch: false }}
            className="flex min-h-14 flex-col items-center justify-center gap-0.5 text-[12px] text-quiet no-underline data-[status=active]:font-semibold data-[status=active]:text-brand"
          >
            {tab.icon}
            <span>{t(tab.title)}</span>
          </Link>
        ))}
      </nav>
      <SignInAgain />
    </div>
  );
}

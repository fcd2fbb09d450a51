import { Outlet, useMatches } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { mayAny } from '@/lib/access';
import { useMe } from '@/lib/session';
import { Forbidden } from './Forbidden';

/** Names the window after the page, and shows the page to those whose positions open it. */
export function Guarded() {
  const { t } = useTranslation();
  const me = useMe();
  const matches = useMatches();
  const titleKey = matches.findLast((match) => match.staticData.title !== undefined)?.staticData.title;
  const title = titleKey === undefined ? t('common:app') : `${t(titleKey)} · ${t('common:app')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const allowed = matches.every((match) => mayAny(me, match.staticData.access ?? []));
  return allowed ? <Outlet /> : <Forbidden />;
}

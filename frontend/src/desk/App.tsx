import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider, type ConfigProviderProps } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseSource } from '@/components/plain/clause-source';
import { getClause } from '@/features/clauses/api';
import { errorView } from '@/lib/error-policy';
import { createQueryClient } from '@/lib/query';
import { rememberScope } from '@/lib/scope';
import { subscribePerson } from '@/lib/session';
import { useLanguage } from '@/i18n';
import { PageSkeleton } from './layout/PageSkeleton';
import { routeTree } from './routes';
import { theme } from './theme';

const reports = new EventTarget();

const queryClient = createQueryClient((error) => {
  reports.dispatchEvent(new CustomEvent('failure', { detail: error }));
});

const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Says what failed and no page shows itself. */
function FailureNotices() {
  const { t } = useTranslation();
  const { notification } = AntApp.useApp();
  useEffect(() => {
    const show = (event: Event): void => {
      const view = errorView((event as CustomEvent<unknown>).detail);
      notification.error({
        title: view.title ?? (view.titleKey === undefined ? '' : t(view.titleKey)),
        description: view.detail ?? (view.detailKey === undefined ? undefined : t(view.detailKey)),
        role: 'alert',
      });
    };
    reports.addEventListener('failure', show);
    return () => {
      reports.removeEventListener('failure', show);
    };
  }, [notification, t]);
  return null;
}

/** Signing in or out changes what every route may show; another person must not see the former one's data. */
function FollowSession() {
  useEffect(
    () =>
      subscribePerson(() => {
        queryClient.clear();
        rememberScope(undefined);
        void router.invalidate();
      }),
    [],
  );
  return null;
}

type Locale = ConfigProviderProps['locale'];

function useAntLocale(): Locale {
  const { language } = useLanguage();
  const [english, setEnglish] = useState<Locale>();
  // The calendars inside antd's date fields take their words from dayjs.
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
  useEffect(() => {
    if (language === 'en') void import('antd/locale/en_US').then((module) => { setEnglish(module.default); });
  }, [language]);
  return language === 'en' ? (english ?? zhCN) : zhCN;
}

export function App() {
  const locale = useAntLocale();
  return (
    <ConfigProvider locale={locale} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp notification={{ placement: 'topRight' }}>
        <QueryClientProvider client={queryClient}>
          <ClauseSource.Provider value={getClause}>
            <FailureNotices />
            <FollowSession />
            <RouterProvider router={router} />
          </ClauseSource.Provider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { positionTexts } from '@/features/identity/positions';
import { useUnread } from '@/features/notices/api';
import { withTexts } from '@/i18n';
import { may } from '@/lib/access';
import { BANK_ZONE } from '@/lib/format';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';
import { CAREER_TEXTS, DISPATCH_TEXTS, LEAVING_TEXTS } from '../later';

const RoundCards = lazy(() => import('@/features/rounds/field/RoundCards').then((module) => ({ default: module.RoundCards })));
const MyFigures = lazy(() => import('@/features/book/field/MyFigures').then((module) => ({ default: module.MyFigures })));
const TrainingCard = lazy(() => import('@/features/training/field/TodayCard').then((module) => ({ default: module.TodayCard })));

const DispatchCard = lazy(() => withTexts(DISPATCH_TEXTS, () => import('@/features/dispatch/field/TodayCard')).then((module) => ({ default: module.TodayCard })));
const LeavingCard = lazy(() => withTexts(LEAVING_TEXTS, () => import('@/features/leaving/field/TodayCard')).then((module) => ({ default: module.TodayCard })));
const ExamCard = lazy(() => import('@/features/exams/field/TodayCard').then((module) => ({ default: module.TodayCard })));
const TermCard = lazy(() => withTexts(CAREER_TEXTS, () => import('@/features/terms/field/TodayCard')).then((module) => ({ default: module.TodayCard })));

export function Today() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const unread = useUnread();
  const date = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: BANK_ZONE }).format(serverNow());
  return (
    <div className="grid gap-4">
      <section className="grid gap-1 rounded-xl bg-brand p-5 text-white">
        <p className="text-[14px] opacity-90">{date}</p>
        <p className="text-[20px] font-semibold">{me.name}</p>
        {positionTexts(t, me).map((text) => (
          <p key={text} className="text-[14px] opacity-90">
            {text}
          </p>
        ))}
      </section>
      {unread > 0 && (
        <Link to="/messages" className="flex min-h-12 items-center justify-between rounded-xl border border-line bg-white px-4 text-ink no-underline active:bg-brand-soft">
          <span className="font-medium">{t('notices:unread_count', { count: unread })}</span>
          <span aria-hidden className="text-[20px] leading-none text-field">
            ›
          </span>
        </Link>
      )}
      {me.manager_id !== null && me.manager_id !== undefined && may(me, 'list_workload') && (
        <Suspense fallback={<ListSkeleton rows={1} />}>
          <MyFigures manager={me.manager_id} />
        </Suspense>
      )}
      {me.manager_id !== null && me.manager_id !== undefined && may(me, 'get_manager_term') && (
        <Suspense fallback={null}>
          <TermCard manager={me.manager_id} />
        </Suspense>
      )}
      {may(me, 'enrol_in_training') && (
        <Suspense fallback={<ListSkeleton rows={1} />}>
          <TrainingCard />
        </Suspense>
      )}
      {me.manager_id !== null && me.manager_id !== undefined && may(me, 'list_dispatches') && (
        <Suspense fallback={null}>
          <DispatchCard manager={me.manager_id} />
        </Suspense>
      )}
      {may(me, 'list_leavings') && (
        <Suspense fallback={null}>
          <LeavingCard />
        </Suspense>
      )}
      {may(me, 'list_exams') && (
        <Suspense fallback={null}>
          <ExamCard />
        </Suspense>
      )}
      {may(me, 'list_rounds') && (
        <section className="grid gap-2">
          <h2 className="text-[16px] font-semibold">{t('field:today.rounds')}</h2>
          <Suspense fallback={<ListSkeleton rows={1} />}>
            <RoundCards only="open" />
          </Suspense>
        </section>
      )}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { positionTexts } from '@/features/identity/positions';
import { may } from '@/lib/access';
import { signOut, useMe } from '@/lib/session';
import { LanguageChoice } from '../layout/LanguageChoice';

function Row({ to, title, detail }: { to: string; title: string; detail: string }) {
  return (
    <Link to={to} className="flex min-h-14 items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3 text-ink no-underline">
      <span>
        {title}
        <span className="block text-[13px] text-quiet">{detail}</span>
      </span>
      <svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" className="text-quiet" aria-hidden>
        <path d="M9 5l7 7-7 7" />
      </svg>
    </Link>
  );
}

export function Mine() {
  const { t } = useTranslation();
  const me = useMe();
  const positions = positionTexts(t, me);
  return (
    <div className="grid gap-4">
      <section className="grid gap-1 rounded-xl border border-line bg-white p-4">
        <p className="text-[19px] font-semibold">{me.name}</p>
        <p className="text-quiet">{me.bank_name}</p>
        {me.employee_no !== undefined && me.employee_no !== null && <p className="text-quiet">{t('identity:employee_no', { no: me.employee_no })}</p>}
      </section>
      <section className="rounded-xl border border-line bg-white p-4" aria-labelledby="positions">
        <h2 id="positions" className="mb-1 text-[14px] text-quiet">
          {t('identity:positions')}
        </h2>
        {positions.length === 0 ? <p>{t('identity:no_positions')}</p> : positions.map((text) => <p key={text}>{text}</p>)}
      </section>
      <section className="rounded-xl border border-line bg-white p-4" aria-labelledby="language">
        <h2 id="language" className="mb-2 text-[14px] text-quiet">
          {t('common:language')}
        </h2>
        <LanguageChoice />
      </section>
      {may(me, 'list_trainings') && <Row to="/training" title={t('field:me.training')} detail={t('field:me.training_detail')} />}
      {may(me, 'list_exams') && <Row to="/exams" title={t('field:me.exams')} detail={t('field:me.exams_detail')} />}
      <Row to="/qualification" title={t('field:me.qualification')} detail={t('field:me.qualification_detail')} />
      {me.manager_id !== undefined && me.manager_id !== null && may(me, 'get_manager_term') && <Row to="/term" title={t('field:me.term')} detail={t('field:me.term_detail')} />}
      {may(me, 'get_my_grade') && <Row to="/grade" title={t('field:me.grade')} detail={t('field:me.grade_detail')} />}
      {me.manager_id !== undefined && me.manager_id !== null && may(me, 'list_dispatches') && <Row to="/dispatches" title={t('field:me.dispatch')} detail={t('field:me.dispatch_detail')} />}
      {typeof me.employee_id === 'string' && <Row to="/timeline" title={t('field:me.timeline')} detail={t('field:me.timeline_detail')} />}
      <Row to="/recruitments" title={t('field:me.recruitment')} detail={t('field:me.recruitment_detail')} />
      <Row to="/me/safety" title={t('field:me.safety')} detail={t(me.totp ? 'field:me.safety_on' : 'field:me.safety_off')} />
      <a href="/" className="flex min-h-12 items-center justify-center rounded-lg border border-line bg-white text-brand no-underline">
        {t('field:me.desk')}
      </a>
      <Button
        kind="danger"
        onClick={() => {
          // Without the server the cookie stays; the page forgets the session all the same.
          void signOut().catch(() => undefined);
        }}
      >
        {t('identity:logout')}
      </Button>
      <p className="text-center text-[12px] text-quiet">{t('field:me.version', { version: __KEJING_CLIENT__ })}</p>
    </div>
  );
}

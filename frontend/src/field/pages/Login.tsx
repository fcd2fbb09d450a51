import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/components/plain/BrandMark';
import { DemoLogins } from '@/features/identity/field/DemoLogins';
import { LoginForm } from '@/features/identity/field/LoginForm';
import { useOnline } from '@/lib/online';
import { LanguageChoice } from '../layout/LanguageChoice';
import { StatusLine } from '../layout/StatusLine';

/** The session's change sends the router on; the page itself goes nowhere. */
export function Login() {
  const { t } = useTranslation();
  const online = useOnline();
  useEffect(() => {
    document.title = `${t('identity:login.title')} · ${t('common:app')}`;
  }, [t]);
  return (
    <main className="mx-auto grid min-h-dvh max-w-[560px] content-start gap-6 bg-white px-5 pt-[calc(40px+env(safe-area-inset-top))] pb-8">
      <header className="flex items-center gap-3">
        <BrandMark size={48} />
        <div className="flex-1">
          <h1 className="text-[22px] leading-tight font-semibold">{t('common:app')}</h1>
          <p className="text-[13px] text-quiet">{t('identity:login.lead')}</p>
        </div>
      </header>
      {!online && <StatusLine />}
      <LoginForm />
      <DemoLogins />
      <LanguageChoice />
    </main>
  );
}

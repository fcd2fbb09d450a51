import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/components/plain/BrandMark';
import { DemoLogins } from '@/features/identity/desk/DemoLogins';
import { LoginForm } from '@/features/identity/desk/LoginForm';
import { LanguageSwitch } from '../layout/LanguageSwitch';

const POINTS = ['identity:login.point_tender', 'identity:login.point_clause', 'identity:login.point_history'];

/** The session's change sends the router on; the page itself goes nowhere. */
export function Login() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('identity:login.title')} · ${t('common:app')}`;
  }, [t]);
  return (
    <div className="kj-login">
      <aside className="kj-login-side">
        <div className="kj-login-brand">
          <BrandMark size={44} />
          <strong>{t('common:app')}</strong>
        </div>
        <div>
          <p className="kj-login-motto">{t('identity:login.motto')}</p>
          <ul>
            {POINTS.map((point) => (
              <li key={point}>{t(point)}</li>
            ))}
          </ul>
        </div>
        <p className="kj-login-foot">{t('common:app_full')}</p>
      </aside>
      <main className="kj-login-main">
        <div className="kj-login-language">
          <LanguageSwitch />
        </div>
        <div className="kj-login-box">
          <h1>{t('identity:login.title')}</h1>
          <p className="kj-quiet">{t('identity:login.lead')}</p>
          <LoginForm />
          <DemoLogins />
        </div>
      </main>
    </div>
  );
}

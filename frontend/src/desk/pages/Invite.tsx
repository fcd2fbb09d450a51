import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/components/plain/BrandMark';
import { InviteForm } from '@/features/identity/desk/InviteForm';
import { LanguageSwitch } from '../layout/LanguageSwitch';

/** Opened by a one-time link; the token stands behind the #, which no server log ever sees. */
export function Invite() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    document.title = `${t('identity:invite.title')} · ${t('common:app')}`;
  }, [t]);
  useEffect(() => {
    // The token must not stay in the history of a shared device.
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  return (
    <main className="kj-invite">
      <div className="kj-login-language">
        <LanguageSwitch />
      </div>
      <div className="kj-invite-box">
        <div className="kj-invite-brand">
          <BrandMark size={36} />
          <strong>{t('common:app_full')}</strong>
        </div>
        <h1>{t('identity:invite.title')}</h1>
        <p className="kj-quiet">{t('identity:invite.lead')}</p>
        <InviteForm
          token={token}
          onDone={() => {
            void navigate({ to: '/login', search: {} });
          }}
        />
      </div>
    </main>
  );
}

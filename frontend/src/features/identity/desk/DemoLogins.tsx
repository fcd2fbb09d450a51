import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { signIn } from '@/lib/session';
import { useDemoLogins } from '../api';
import type { DemoLogin } from '../demo-logins';

/** One button per role of a demo bank; nothing on a real one. */
export function DemoLogins() {
  const { t } = useTranslation();
  const logins = useDemoLogins();
  const [running, setRunning] = useState<string>();
  const [error, setError] = useState<unknown>();
  if (logins.data === undefined || logins.data.length === 0) return null;

  const enter = async (login: DemoLogin): Promise<void> => {
    setRunning(login.username);
    setError(undefined);
    try {
      await signIn(login.username, login.password);
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(undefined);
    }
  };

  return (
    <section className="kj-demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('identity:login.demo_title')}</h2>
      <div className="kj-demo-grid">
        {logins.data.map((login) => (
          <Button
            key={login.username}
            loading={running === login.username}
            disabled={running !== undefined && running !== login.username}
            onClick={() => {
              void enter(login);
            }}
          >
            <span className="kj-demo-role">{t(`common:role.${login.role}`, { defaultValue: login.role })}</span>
            <span className="kj-quiet">{login.name}</span>
          </Button>
        ))}
      </div>
      {error !== undefined && <ErrorState error={error} />}
      <p className="kj-quiet">{t('identity:login.demo_note')}</p>
    </section>
  );
}

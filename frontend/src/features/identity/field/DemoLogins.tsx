import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { signIn } from '@/lib/session';
import { listDemoLogins, type DemoLogin } from '../demo-logins';

/**
 * One button per role of a demo bank; nothing on a real one. Without the library that keeps what the server said, which the
 * sign-in page does not load for this.
 */
export function DemoLogins() {
  const { t } = useTranslation();
  const [logins, setLogins] = useState<DemoLogin[]>([]);
  const [entering, setEntering] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    let here = true;
    // Whoever cannot be offered them signs in with a name and a password all the same.
    listDemoLogins().then(
      (list) => {
        if (here) setLogins(list);
      },
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, []);

  const enter = async (login: DemoLogin): Promise<void> => {
    setEntering(true);
    setFailure(undefined);
    try {
      await signIn(login.username, login.password);
    } catch (error) {
      setFailure(error);
    } finally {
      setEntering(false);
    }
  };

  if (logins.length === 0) return null;
  return (
    <section className="grid gap-3 border-t border-line pt-5" aria-labelledby="demo-title">
      <h2 id="demo-title" className="text-[15px] font-semibold">
        {t('identity:login.demo_title')}
      </h2>
      <div className="grid grid-cols-2 gap-2">
        {logins.map((login) => (
          <Button
            key={login.username}
            kind="quiet"
            className="flex-col gap-0! px-2! py-2 leading-snug"
            disabled={entering}
            onClick={() => {
              void enter(login);
            }}
          >
            <span className="text-[14px]">{t(`common:role.${login.role}`, { defaultValue: login.role })}</span>
            <span className="text-[12px] font-normal text-quiet">{login.name}</span>
          </Button>
        ))}
      </div>
      {failure !== undefined && <ErrorState error={failure} />}
      <p className="text-[13px] text-quiet">{t('identity:login.demo_note')}</p>
    </section>
  );
}

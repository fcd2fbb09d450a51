import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { signIn } from '@/lib/session';
import { useDemoLogins, type DemoLogin } from '../api';

/** One button per role of a demo bank; nothing on a real one. */
export function DemoLogins() {
  const { t } = useTranslation();
  const logins = useDemoLogins();
  const enter = useMutation({ mutationFn: (login: DemoLogin) => signIn(login.username, login.password) });
  if (logins.data === undefined || logins.data.length === 0) return null;
  return (
    <section className="grid gap-3 border-t border-line pt-5" aria-labelledby="demo-title">
      <h2 id="demo-title" className="text-[15px] font-semibold">
        {t('identity:login.demo_title')}
      </h2>
      <div className="grid grid-cols-2 gap-2">
        {logins.data.map((login) => (
          <Button
            key={login.username}
            kind="quiet"
            className="flex-col gap-0! px-2! py-2 leading-snug"
            disabled={enter.isPending}
            onClick={() => {
              enter.mutate(login);
            }}
          >
            <span className="text-[14px]">{t(`common:role.${login.role}`, { defaultValue: login.role })}</span>
            <span className="text-[12px] font-normal text-quiet">{login.name}</span>
          </Button>
        ))}
      </div>
      <p className="text-[13px] text-quiet">{t('identity:login.demo_note')}</p>
    </section>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { StateTag } from '@/components/plain/StateTag';
import { useMe } from '@/lib/session';
import { PasswordSheet } from './PasswordSheet';
import { TotpSheet } from './TotpSheet';

/** The password and the authenticator, each with its state and its act. */
export function Safety() {
  const { t } = useTranslation();
  const me = useMe();
  const [open, setOpen] = useState<'password' | 'totp'>();
  const close = (): void => {
    setOpen(undefined);
  };
  const roles = me.waiting_for_code.map((role) => t(`common:role.${role}`)).join(t('identity:and'));
  return (
    <div className="grid gap-4">
      <section className="grid gap-3 rounded-xl border border-line bg-white p-4" aria-labelledby="totp">
        <div className="flex items-center justify-between gap-3">
          <h2 id="totp" className="text-[17px] font-semibold">
            {t('identity:totp.title')}
          </h2>
          <StateTag state={me.totp ? 'active' : 'unset'} />
        </div>
        <p className="text-quiet">{t(me.totp ? 'identity:totp.on' : 'identity:totp.off')}</p>
        {me.totp && <p className="text-[14px] text-quiet">{t('identity:totp.lost')}</p>}
        {roles !== '' && !me.totp && <p className="text-gold">{t('identity:totp.needed', { roles })}</p>}
        {!me.totp && (
          <Button
            onClick={() => {
              setOpen('totp');
            }}
          >
            {t('identity:totp.set_up')}
          </Button>
        )}
      </section>
      <section className="grid gap-3 rounded-xl border border-line bg-white p-4" aria-labelledby="password">
        <h2 id="password" className="text-[17px] font-semibold">
          {t('identity:account.password')}
        </h2>
        <p className="text-quiet">{t('identity:account.password_detail')}</p>
        <Button
          kind="quiet"
          onClick={() => {
            setOpen('password');
          }}
        >
          {t('identity:password.title')}
        </Button>
      </section>
      {open === 'password' && <PasswordSheet onClose={close} />}
      {open === 'totp' && <TotpSheet onClose={close} />}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { renewSession, useMe } from '@/lib/session';
import { stepUp } from '@/lib/step-up';

/** Says which positions do not count yet, because the bank asks for a code with them. */
export function WaitingForCode() {
  const { t } = useTranslation();
  const me = useMe();
  if (me.waiting_for_code.length === 0) return null;
  const roles = me.waiting_for_code.map((role) => t(`common:role.${role}`)).join(t('identity:and'));
  return (
    <Alert
      banner
      type="warning"
      className="kj-no-print"
      title={t(me.totp ? 'identity:totp.show_code' : 'identity:totp.needed', { roles })}
      action={
        me.totp ? (
          <Button
            size="small"
            onClick={() => {
              void stepUp().then((strong) => (strong ? renewSession() : false));
            }}
          >
            {t('identity:step_up.submit')}
          </Button>
        ) : (
          <Link to="/account">{t('identity:totp.set_up')}</Link>
        )
      }
    />
  );
}

import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { StateTag } from '@/components/plain/StateTag';
import { useMe } from '@/lib/session';
import { positionTexts } from '../positions';
import { ChangePassword } from './ChangePassword';
import { SetUpTotp } from './SetUpTotp';

/** Who I am to the bank: name, login, positions. */
export function WhoIAm() {
  const { t } = useTranslation();
  const me = useMe();
  const positions = positionTexts(t, me);
  return (
    <Panel title={t('identity:account.who')}>
      <Facts
        items={[
          { label: t('identity:users.name'), value: me.name },
          { label: t('identity:login.username'), value: me.username },
          me.employee_no !== undefined && me.employee_no !== null && { label: t('identity:users.employee_no'), value: me.employee_no },
          { label: t('identity:positions'), value: positions.length === 0 ? t('identity:no_positions') : positions.map((text) => <div key={text}>{text}</div>), wide: true },
        ]}
      />
    </Panel>
  );
}

/** The password and the authenticator, each with its state and its act. */
export function SignInSafety() {
  const { t } = useTranslation();
  const me = useMe();
  const [changing, setChanging] = useState(false);
  const [setting, setSetting] = useState(false);
  const roles = me.waiting_for_code.map((role) => t(`common:role.${role}`)).join(t('identity:and'));
  return (
    <Panel title={t('identity:account.safety')}>
      {me.waiting_for_code.length > 0 && !me.totp && <Alert type="warning" showIcon title={t('identity:totp.needed', { roles })} style={{ marginBottom: 16 }} />}
      <ul className="kj-settings">
        <li>
          <div>
            <strong>{t('identity:account.password')}</strong>
            <p className="kj-quiet">{t('identity:account.password_detail')}</p>
          </div>
          <Button
            onClick={() => {
              setChanging(true);
            }}
          >
            {t('identity:password.title')}
          </Button>
        </li>
        <li>
          <div>
            <strong>{t('identity:totp.title')}</strong> <StateTag state={me.totp ? 'active' : 'unset'} />
            <p className="kj-quiet">{t(me.totp ? 'identity:totp.on' : 'identity:totp.off')}</p>
            {me.totp && <p className="kj-quiet">{t('identity:totp.lost')}</p>}
          </div>
          {!me.totp && (
            <Button
              type="primary"
              onClick={() => {
                setSetting(true);
              }}
            >
              {t('identity:totp.set_up')}
            </Button>
          )}
        </li>
      </ul>
      <ChangePassword
        open={changing}
        onClose={() => {
          setChanging(false);
        }}
      />
      <SetUpTotp
        open={setting}
        onClose={() => {
          setSetting(false);
        }}
      />
    </Panel>
  );
}

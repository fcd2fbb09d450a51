import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { signOut, useSession } from '@/lib/session';
import { LoginForm } from './LoginForm';

/** Lies over the page when the session has run out; the page beneath keeps everything typed. */
export function SignInAgain() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Modal open={session.status === 'expired'} title={t('identity:again.title')} footer={null} closable={false} mask={{ closable: false }} keyboard={false} width={400} destroyOnHidden>
      <p className="kj-quiet">{t('identity:again.lead')}</p>
      {session.status === 'expired' && <LoginForm username={session.username} />}
      <Button
        type="link"
        block
        style={{ marginTop: 8 }}
        onClick={() => {
          // The session is over already; the server has nothing left to end.
          void signOut().catch(() => undefined);
        }}
      >
        {t('identity:again.leave')}
      </Button>
    </Modal>
  );
}

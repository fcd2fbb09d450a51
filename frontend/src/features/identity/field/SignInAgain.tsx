import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { Sheet } from '@/components/field/Sheet';
import { signOut, useSession } from '@/lib/session';
import { LoginForm } from './LoginForm';

/** Rises over the page when the session has run out; the page beneath keeps everything typed. */
export function SignInAgain() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Sheet open={session.status === 'expired'} title={t('identity:again.title')} lead={t('identity:again.lead')}>
      {session.status === 'expired' && <LoginForm username={session.username} />}
      <Button
        kind="quiet"
        onClick={() => {
          // The session is over already; the server has nothing left to end.
          void signOut().catch(() => undefined);
        }}
      >
        {t('identity:again.leave')}
      </Button>
    </Sheet>
  );
}

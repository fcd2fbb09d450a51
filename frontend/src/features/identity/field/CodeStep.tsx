import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { signIn } from '@/lib/session';
import { CodeForm } from './CodeForm';

interface Props {
  username: string;
  password: string;
  onBack: () => void;
}

/** The second step of a login that has an authenticator. */
export default function CodeStep({ username, password, onBack }: Props) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <p>{t('identity:code.login', { username })}</p>
      <CodeForm focus act={t('identity:login.submit')} onCode={(code) => signIn(username, password, code)}>
        <Button kind="quiet" onClick={onBack}>
          {t('identity:code.back')}
        </Button>
      </CodeForm>
      <p className="text-[13px] text-quiet">{t('identity:code.lost')}</p>
    </div>
  );
}

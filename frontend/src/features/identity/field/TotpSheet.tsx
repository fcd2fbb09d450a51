import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { Sheet } from '@/components/field/Sheet';
import { TextField } from '@/components/field/TextField';
import { showFailure, showText } from '@/components/field/toasts';
import { fieldErrors } from '@/lib/field-errors';
import { confirmTotp, enrolTotp, type TotpEnrolment } from '../api';
import { inGroups } from '../code';
import { CodeForm } from './CodeForm';

function PasswordStep({ onEnrolled }: { onEnrolled: (enrolment: TotpEnrolment) => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [running, setRunning] = useState(false);
  const submit = async (): Promise<void> => {
    setFailure(undefined);
    setError(password === '' ? t('identity:password.current_required') : undefined);
    if (password === '') return;
    setRunning(true);
    try {
      onEnrolled(await enrolTotp(password));
    } catch (refusal) {
      const [named] = fieldErrors(refusal);
      if (named === undefined) setFailure(refusal);
      else setError(named.errors.join(' '));
    } finally {
      setRunning(false);
    }
  };
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t('identity:password.current')}
        type="password"
        autoComplete="current-password"
        enterKeyHint="next"
        value={password}
        error={error}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      {failure !== undefined && <ErrorState error={failure} />}
      <Button type="submit" running={running}>
        {t('identity:totp.next')}
      </Button>
    </form>
  );
}

/** Sets an authenticator up on this very phone: opens it by its address, or hands the key over to be pasted. */
export function TotpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [enrolment, setEnrolment] = useState<TotpEnrolment>();
  const copy = async (secret: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      showText(t('identity:totp.copied'));
    } catch (refusal) {
      showFailure(refusal);
    }
  };
  return (
    <Sheet open title={t('identity:totp.set_up')} lead={enrolment === undefined ? t('identity:totp.password_lead') : undefined} onClose={onClose}>
      {enrolment === undefined ? (
        <PasswordStep onEnrolled={setEnrolment} />
      ) : (
        <>
          <a href={enrolment.uri} className="flex min-h-12 items-center justify-center rounded-lg border border-line bg-white text-brand no-underline">
            {t('identity:totp.open')}
          </a>
          <div className="grid gap-2 rounded-lg bg-ground p-3.5">
            <p className="text-[14px] text-quiet">{t('identity:totp.paste')}</p>
            <p className="font-mono text-[16px] break-words" data-secret={enrolment.secret}>
              {inGroups(enrolment.secret)}
            </p>
            <Button kind="quiet" onClick={() => void copy(enrolment.secret)}>
              {t('identity:totp.copy_key')}
            </Button>
          </div>
          <CodeForm
            act={t('identity:totp.submit')}
            onCode={async (code) => {
              await confirmTotp(code);
              showText(t('identity:totp.done'));
              onClose();
            }}
          />
        </>
      )}
      <Button kind="quiet" onClick={onClose}>
        {t('common:cancel')}
      </Button>
    </Sheet>
  );
}

import { lazy, Suspense, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { TextField } from '@/components/field/TextField';
import { fieldErrors } from '@/lib/field-errors';
import { signIn } from '@/lib/session';
import { asksForCode } from '../code';

// Only logins with an authenticator come to it.
const CodeStep = lazy(() => import('./CodeStep'));

/** `username` is set where the same person returns after the session ran out. */
export function LoginForm({ username }: { username?: string | undefined }) {
  const { t } = useTranslation();
  const [name, setName] = useState(username ?? '');
  const [password, setPassword] = useState('');
  const [visible, setVisible] = useState(false);
  const [running, setRunning] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<unknown>();
  const [asked, setAsked] = useState(false);

  const submit = async (): Promise<void> => {
    const missing: Record<string, string> = {};
    if (name.trim() === '') missing.username = t('identity:login.username_required');
    if (password === '') missing.password = t('identity:login.password_required');
    setErrors(missing);
    setFailure(undefined);
    if (Object.keys(missing).length > 0) return;
    setRunning(true);
    try {
      await signIn(name.trim(), password);
    } catch (error) {
      if (asksForCode(error)) {
        setAsked(true);
        return;
      }
      const named = fieldErrors(error);
      setErrors(Object.fromEntries(named.map((field) => [String(field.name[0]), field.errors.join(' ')])));
      if (named.length === 0) setFailure(error);
    } finally {
      setRunning(false);
    }
  };

  if (asked) {
    return (
      <Suspense fallback={<ListSkeleton rows={2} />}>
        <CodeStep
          username={name.trim()}
          password={password}
          onBack={() => {
            setAsked(false);
          }}
        />
      </Suspense>
    );
  }
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
        label={t('identity:login.username')}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="next"
        value={name}
        error={errors.username}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <TextField
        label={t('identity:login.password')}
        name="password"
        type={visible ? 'text' : 'password'}
        autoComplete="current-password"
        enterKeyHint="go"
        value={password}
        error={errors.password}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
        end={
          <button
            type="button"
            aria-pressed={visible}
            className="min-h-12 px-3.5 text-[14px] text-brand"
            onClick={() => {
              setVisible(!visible);
            }}
          >
            {visible ? t('identity:login.hide_password') : t('identity:login.show_password')}
          </button>
        }
      />
      {failure !== undefined && <ErrorState error={failure} />}
      <Button type="submit" running={running}>
        {t('identity:login.submit')}
      </Button>
    </form>
  );
}

import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { Sheet } from '@/components/field/Sheet';
import { TextField } from '@/components/field/TextField';
import { showText } from '@/components/field/toasts';
import { fieldErrors } from '@/lib/field-errors';
import { changePassword } from '../api';

const MIN = 12;
const MAX = 128;
const NAMES = ['current', 'password', 'repeated'] as const;
type Name = (typeof NAMES)[number];

/** Changes one's own password; what is typed stays when the server refuses. */
export function PasswordSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [values, setValues] = useState<Record<Name, string>>({ current: '', password: '', repeated: '' });
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>();
  const [running, setRunning] = useState(false);

  const wrong = (): Partial<Record<Name, string>> => ({
    ...(values.current === '' && { current: t('identity:password.current_required') }),
    ...((values.password.length < MIN || values.password.length > MAX) && { password: t('identity:password.length', { min: MIN, max: MAX }) }),
    ...(values.repeated !== values.password && { repeated: t('identity:password.differs') }),
  });
  const submit = async (): Promise<void> => {
    const found = wrong();
    setErrors(found);
    setFailure(undefined);
    if (Object.keys(found).length > 0) return;
    setRunning(true);
    try {
      await changePassword(values.current, values.password);
      showText(t('identity:password.changed'));
      onClose();
    } catch (refusal) {
      const named = fieldErrors(refusal);
      setErrors(Object.fromEntries(named.map((field) => [String(field.name[0]), field.errors.join(' ')])));
      if (named.length === 0) setFailure(refusal);
    } finally {
      setRunning(false);
    }
  };
  const labels: Record<Name, string> = { current: t('identity:password.current'), password: t('identity:password.new'), repeated: t('identity:password.repeat') };

  return (
    <Sheet open title={t('identity:password.title')} lead={t('identity:password.lead')} onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          void submit();
        }}
      >
        {NAMES.map((name) => (
          <TextField
            key={name}
            label={labels[name]}
            name={name}
            type="password"
            autoComplete={name === 'current' ? 'current-password' : 'new-password'}
            value={values[name]}
            error={errors[name]}
            {...(name === 'password' && { hint: t('identity:password.rule', { min: MIN }) })}
            onChange={(event) => {
              setValues({ ...values, [name]: event.target.value });
            }}
          />
        ))}
        {failure !== undefined && <ErrorState error={failure} />}
        <Button type="submit" running={running}>
          {t('identity:password.submit')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </form>
    </Sheet>
  );
}

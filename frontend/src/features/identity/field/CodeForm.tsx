import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { CODE_DIGITS, isCodeRefused } from '../code';
import { CodeInput } from './CodeInput';

interface Props {
  /** The act as a verb. */
  act: string;
  /** Whether the code is all that is asked for: its keyboard rises at once. */
  focus?: boolean;
  /** Rejecting keeps the form: a refused code is said under the field. */
  onCode: (code: string) => Promise<unknown>;
  children?: ReactNode;
}

/** Asks for a code and does one thing with it, as soon as the last digit stands. */
export function CodeForm({ act, focus = false, onCode, children }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [running, setRunning] = useState(false);

  const submit = async (typed: string): Promise<void> => {
    setFailure(undefined);
    setError(typed.length === CODE_DIGITS ? undefined : t('identity:code.length', { count: CODE_DIGITS }));
    if (running || typed.length !== CODE_DIGITS) return;
    setRunning(true);
    try {
      await onCode(typed);
    } catch (refusal) {
      setCode('');
      if (isCodeRefused(refusal)) setError(t('identity:code.wrong'));
      else setFailure(refusal);
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
        void submit(code);
      }}
    >
      <CodeInput value={code} focus={focus} error={error} onChange={setCode} onComplete={(typed) => void submit(typed)} />
      {failure !== undefined && <ErrorState error={failure} />}
      <Button type="submit" running={running}>
        {act}
      </Button>
      {children}
    </form>
  );
}

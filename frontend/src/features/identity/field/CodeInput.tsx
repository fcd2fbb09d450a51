import { useTranslation } from 'react-i18next';
import { TextField } from '@/components/field/TextField';
import { CODE_DIGITS, digitsOf } from '../code';

interface Props {
  value: string;
  focus: boolean;
  error: string | undefined;
  onChange: (code: string) => void;
  /** Called when the last digit stands. */
  onComplete: (code: string) => void;
}

/** Six digits of an authenticator, with the digits' keyboard. */
export function CodeInput({ value, focus, error, onChange, onComplete }: Props) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('identity:code.label')}
      hint={t('identity:code.hint')}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      enterKeyHint="go"
      autoFocus={focus}
      value={value}
      error={error}
      onChange={(event) => {
        const code = digitsOf(event.target.value);
        onChange(code);
        if (code.length === CODE_DIGITS && code !== value) onComplete(code);
      }}
    />
  );
}

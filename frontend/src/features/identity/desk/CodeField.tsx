import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { CODE_DIGITS, digitsOf } from '../code';

interface Props {
  label?: string;
  hint?: string;
  /** Called when the last digit stands: nobody presses a button after typing a code. */
  onComplete?: () => void;
}

/** Six digits of an authenticator, as the form's `code`. */
export function CodeField({ label, hint, onComplete }: Props) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="code"
      label={label ?? t('identity:code.label')}
      extra={hint ?? t('identity:code.hint')}
      normalize={(typed: string) => digitsOf(typed)}
      validateTrigger="onSubmit"
      rules={[
        { required: true, message: t('identity:code.required') },
        { len: CODE_DIGITS, message: t('identity:code.length', { count: CODE_DIGITS }) },
      ]}
    >
      <Input
        className="kj-code-field"
        size="large"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        onChange={(event) => {
          // The form takes the digit first.
          if (digitsOf(event.target.value).length === CODE_DIGITS) setTimeout(() => onComplete?.(), 0);
        }}
      />
    </Form.Item>
  );
}

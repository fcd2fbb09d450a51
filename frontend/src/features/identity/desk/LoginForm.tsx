import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { showFieldErrors } from '@/lib/field-errors';
import { signIn } from '@/lib/session';

interface Values {
  username: string;
  password: string;
}

interface Props {
  /** Set where the same person returns after the session ran out. */
  username?: string | undefined;
  onDone?: () => void;
}

export function LoginForm({ username, onDone }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [running, setRunning] = useState(false);

  const submit = async (values: Values): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      await signIn(values.username.trim(), values.password);
      onDone?.();
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      initialValues={{ username: username ?? '' }}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <Form.Item name="username" label={t('identity:login.username')} rules={[{ required: true, whitespace: true, message: t('identity:login.username_required') }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus={username === undefined} />
      </Form.Item>
      <Form.Item name="password" label={t('identity:login.password')} rules={[{ required: true, message: t('identity:login.password_required') }]}>
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} />
      </Form.Item>
      {error !== undefined && (
        <div style={{ marginBottom: 16 }}>
          <ErrorState error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={running}>
        {t('identity:login.submit')}
      </Button>
    </Form>
  );
}

import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { showFieldErrors } from '@/lib/field-errors';
import { signIn } from '@/lib/session';
import { asksForCode, isCodeRefused } from '../code';
import { CodeField } from './CodeField';

interface Values {
  username: string;
  password: string;
}

interface Props {
  /** Set where the same person returns after the session ran out. */
  username?: string | undefined;
  onDone?: () => void;
}

/** The second step of a login that has an authenticator. */
function CodeStep({ login, onDone, onBack }: { login: Values; onDone: (() => void) | undefined; onBack: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ code: string }>();
  const [error, setError] = useState<unknown>();
  const [running, setRunning] = useState(false);

  const submit = async ({ code }: { code: string }): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      await signIn(login.username, login.password, code);
      onDone?.();
    } catch (failure) {
      if (isCodeRefused(failure)) form.setFields([{ name: 'code', value: '', errors: [t('identity:code.wrong')] }]);
      else setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Form<{ code: string }>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={(values) => {
        if (!running) void submit(values);
      }}
    >
      <p>{t('identity:code.login', { username: login.username })}</p>
      <CodeField
        onComplete={() => {
          form.submit();
        }}
      />
      {error !== undefined && (
        <div style={{ marginBottom: 16 }}>
          <ErrorState error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={running}>
        {t('identity:login.submit')}
      </Button>
      <Button type="link" block style={{ marginTop: 8 }} onClick={onBack}>
        {t('identity:code.back')}
      </Button>
      <p className="kj-quiet kj-code-lost">{t('identity:code.lost')}</p>
    </Form>
  );
}

export function LoginForm({ username, onDone }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const [running, setRunning] = useState(false);
  const [half, setHalf] = useState<Values>();

  const submit = async (values: Values): Promise<void> => {
    const login = { username: values.username.trim(), password: values.password };
    setRunning(true);
    setError(undefined);
    try {
      await signIn(login.username, login.password);
      onDone?.();
    } catch (failure) {
      if (asksForCode(failure)) setHalf(login);
      else if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };

  if (half !== undefined) {
    return (
      <CodeStep
        login={half}
        onDone={onDone}
        onBack={() => {
          setHalf(undefined);
        }}
      />
    );
  }
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

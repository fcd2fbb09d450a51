import { Button, Form, Result } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { showFieldErrors } from '@/lib/field-errors';
import { acceptInvite } from '../api';
import { PasswordFields } from './PasswordFields';

interface Props {
  /** The one-time link's token; empty where the link is cut. */
  token: string;
  /** Told the login name when the password stands. */
  onDone: (username: string) => void;
}

/** Sets the first password by a one-time link. */
export function InviteForm({ token, onDone }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ password: string }>();
  const [error, setError] = useState<unknown>();
  const [running, setRunning] = useState(false);
  const [done, setDone] = useState<string>();

  if (token === '') return <EmptyState title={t('identity:invite.cut')} detail={t('identity:invite.cut_detail')} />;
  if (done !== undefined) {
    return (
      <Result
        status="success"
        title={t('identity:invite.done')}
        subTitle={t('identity:invite.done_detail', { username: done })}
        extra={
          <Button
            type="primary"
            size="large"
            autoFocus
            onClick={() => {
              onDone(done);
            }}
          >
            {t('identity:invite.to_login')}
          </Button>
        }
      />
    );
  }

  const submit = async ({ password }: { password: string }): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      setDone(await acceptInvite(token, password));
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={(values: { password: string }) => {
        void submit(values);
      }}
    >
      <PasswordFields />
      {error !== undefined && (
        <div style={{ marginBottom: 16 }}>
          <ErrorState error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={running}>
        {t('identity:invite.submit')}
      </Button>
    </Form>
  );
}

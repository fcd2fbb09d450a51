import { Form, Input, Modal, QRCode, Typography } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { useSaid } from '@/components/desk/said';
import { showFieldErrors } from '@/lib/field-errors';
import { confirmTotp, enrolTotp, type TotpEnrolment } from '../api';
import { inGroups, isCodeRefused } from '../code';
import { CodeField } from './CodeField';

const QR_SIZE = 208;

interface StepProps {
  id: string;
  setRunning: (running: boolean) => void;
}

function PasswordStep({ id, setRunning, onEnrolled }: StepProps & { onEnrolled: (enrolment: TotpEnrolment) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ current: string }>();
  const [error, setError] = useState<unknown>();
  const submit = async ({ current }: { current: string }): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      onEnrolled(await enrolTotp(current));
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Form<{ current: string }>
      id={id}
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <p className="kj-quiet">{t('identity:totp.password_lead')}</p>
      <Form.Item name="current" label={t('identity:password.current')} rules={[{ required: true, message: t('identity:password.current_required') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      {error !== undefined && <ErrorState error={error} />}
    </Form>
  );
}

function ConfirmStep({ id, setRunning, enrolment, onConfirmed }: StepProps & { enrolment: TotpEnrolment; onConfirmed: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ code: string }>();
  const [error, setError] = useState<unknown>();
  const submit = async ({ code }: { code: string }): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      await confirmTotp(code);
      onConfirmed();
    } catch (failure) {
      if (isCodeRefused(failure)) form.setFields([{ name: 'code', value: '', errors: [t('identity:code.wrong')] }]);
      else setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Form<{ code: string }>
      id={id}
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <ol className="kj-steps">
        <li>
          <strong>{t('identity:totp.scan')}</strong>
          <div className="kj-totp">
            <QRCode value={enrolment.uri} size={QR_SIZE} type="svg" errorLevel="L" aria-label={t('identity:totp.picture')} />
            <div>
              <p className="kj-quiet">{t('identity:totp.by_hand')}</p>
              <Typography.Paragraph code copyable={{ text: enrolment.secret, tooltips: [t('identity:totp.copy'), t('identity:totp.copied')] }} className="kj-totp-secret">
                {inGroups(enrolment.secret)}
              </Typography.Paragraph>
              <p>
                <a href={enrolment.uri}>{t('identity:totp.open')}</a>
              </p>
            </div>
          </div>
        </li>
        <li>
          <strong>{t('identity:totp.confirm')}</strong>
          <CodeField
            onComplete={() => {
              form.submit();
            }}
          />
        </li>
      </ol>
      {error !== undefined && <ErrorState error={error} />}
    </Form>
  );
}

/** Sets an authenticator up: one's password, the secret once, and a first code. */
export function SetUpTotp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSaid();
  const id = useId();
  const [running, setRunning] = useState(false);
  const [enrolment, setEnrolment] = useState<TotpEnrolment>();
  return (
    <Modal
      open={open}
      title={t('identity:totp.set_up')}
      okText={t(enrolment === undefined ? 'identity:totp.next' : 'identity:totp.submit')}
      cancelText={t('common:cancel')}
      okButtonProps={{ htmlType: 'submit', form: id, loading: running }}
      width={560}
      closable={!running}
      mask={{ closable: false }}
      destroyOnHidden
      afterClose={() => {
        setEnrolment(undefined);
      }}
      onCancel={() => {
        if (!running) onClose();
      }}
    >
      {enrolment === undefined ? (
        <PasswordStep id={id} setRunning={setRunning} onEnrolled={setEnrolment} />
      ) : (
        <ConfirmStep
          id={id}
          setRunning={setRunning}
          enrolment={enrolment}
          onConfirmed={() => {
            onClose();
            say(t('identity:totp.done'));
          }}
        />
      )}
    </Modal>
  );
}

import { Button, Form, Input, Modal, type ButtonProps } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './ErrorState';
import { ClauseMark } from './ClauseMark';

export interface Change {
  label: string;
  from?: ReactNode;
  to: ReactNode;
}

interface Props {
  /** The act as a verb, on the trigger and on the confirming button: "确认中标结果". */
  act: string;
  /** What changes, line by line. */
  changes: Change[];
  /** For whom. */
  whom: ReactNode;
  /** From when. */
  effective: ReactNode;
  /** How to undo it, or that it cannot be undone. */
  undo: ReactNode;
  clause?: string;
  danger?: boolean;
  /** Asks for a reason, which goes to `onConfirm` and into the audit. */
  withReason?: boolean;
  /** Rejecting keeps the dialog open and shows why. */
  onConfirm: (reason: string) => Promise<unknown>;
  disabled?: boolean;
  buttonType?: ButtonProps['type'];
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A button for an act with consequences, and the dialog that says them before it happens. */
export function ConfirmAct(props: Props) {
  const { act, changes, whom, effective, undo, clause, danger = false, withReason = false, onConfirm, disabled = false, buttonType = 'primary' } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const [form] = Form.useForm<{ reason: string }>();

  const confirm = async (): Promise<void> => {
    const reason = withReason ? (await form.validateFields()).reason.trim() : '';
    setRunning(true);
    setError(undefined);
    try {
      await onConfirm(reason);
      setOpen(false);
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <>
      <Button
        type={buttonType}
        danger={danger}
        disabled={disabled}
        onClick={() => {
          setError(undefined);
          setOpen(true);
        }}
      >
        {act}
      </Button>
      <Modal
        open={open}
        title={act}
        okText={act}
        cancelText={t('common:cancel')}
        okButtonProps={{ danger, loading: running }}
        closable={!running}
        mask={{ closable: false }}
        destroyOnHidden
        onCancel={() => {
          if (!running) setOpen(false);
        }}
        onOk={() => {
          // A missing reason is shown under its field by the form itself.
          void confirm().catch(() => undefined);
        }}
      >
        <dl className="kj-consequences">
          <Part title={t('common:confirm.what')}>
            <ul>
              {changes.map((change) => (
                <li key={change.label}>
                  <span className="kj-quiet">{change.label}</span>{' '}
                  {change.from === undefined ? (
                    change.to
                  ) : (
                    <>
                      <del>{change.from}</del> <span aria-hidden>→</span> <ins>{change.to}</ins>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </Part>
          <Part title={t('common:confirm.whom')}>{whom}</Part>
          <Part title={t('common:confirm.from')}>{effective}</Part>
          <Part title={t('common:confirm.undo')}>{undo}</Part>
        </dl>
        {clause !== undefined && <ClauseMark id={clause} />}
        {withReason && (
          <Form form={form} layout="vertical" requiredMark={false}>
            <Form.Item
              name="reason"
              label={t('common:confirm.reason')}
              extra={t('common:confirm.reason_hint')}
              rules={[{ required: true, whitespace: true, message: t('common:confirm.reason_required') }]}
            >
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
            </Form.Item>
          </Form>
        )}
        {error !== undefined && <ErrorState error={error} />}
      </Modal>
    </>
  );
}

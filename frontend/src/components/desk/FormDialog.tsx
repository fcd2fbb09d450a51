import { Form, Modal, type FormInstance } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '@/lib/api';
import { showFieldErrors } from '@/lib/field-errors';
import { ErrorState } from './ErrorState';

interface Props<T extends object> {
  open: boolean;
  title: string;
  /** The act as a verb, on the confirming button. */
  act: string;
  /** What the form starts with; read when the dialog opens. */
  initialValues?: Partial<T> | undefined;
  width?: number;
  danger?: boolean;
  onClose: () => void;
  /**
   * Rejecting keeps the dialog open: field errors go under their fields, the rest stands below. The key is the same for
   * every press of one opened dialog, so that an act whose answer was lost happens once.
   */
  onSubmit: (values: T, key: string) => Promise<unknown>;
  children: (form: FormInstance<T>) => ReactNode;
}

interface BodyProps<T extends object> extends Pick<Props<T>, 'initialValues' | 'children' | 'onSubmit' | 'onClose'> {
  id: string;
  setRunning: (running: boolean) => void;
}

function Body<T extends object>({ id, initialValues, children, onSubmit, onClose, setRunning }: BodyProps<T>) {
  const [form] = Form.useForm<T>();
  const [key] = useState(newId);
  const [error, setError] = useState<unknown>();
  const submit = async (values: T): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      await onSubmit(values, key);
      onClose();
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Form<T>
      id={id}
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      {...(initialValues !== undefined && { initialValues })}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      {children(form)}
      {error !== undefined && <ErrorState error={error} />}
    </Form>
  );
}

/** A short form in a dialog; keeps what was typed when the server refuses. */
export function FormDialog<T extends object>({ open, title, act, width = 520, danger = false, onClose, ...body }: Props<T>) {
  const { t } = useTranslation();
  const id = useId();
  const [running, setRunning] = useState(false);
  return (
    <Modal
      open={open}
      title={title}
      width={width}
      okText={act}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: running, danger, htmlType: 'submit', form: id }}
      closable={!running}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={() => {
        if (!running) onClose();
      }}
    >
      <Body<T> id={id} setRunning={setRunning} onClose={onClose} {...body} />
    </Modal>
  );
}

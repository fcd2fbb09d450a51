import { Form, Modal } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { settleStepUp, useStepUpAsked } from '@/lib/step-up';
import { showCode } from '../api';
import { isCodeRefused } from '../code';
import { CodeField } from './CodeField';

function Ask({ id, setRunning }: { id: string; setRunning: (running: boolean) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ code: string }>();
  const [error, setError] = useState<unknown>();

  const submit = async ({ code }: { code: string }): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      await showCode(code);
      settleStepUp(true);
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
      <CodeField
        onComplete={() => {
          form.submit();
        }}
      />
      {error !== undefined && <ErrorState error={error} />}
    </Form>
  );
}

/** Lies over whatever is open when an act asks for a fresh code; the act goes on by itself once the code was right. */
export function StepUp() {
  const { t } = useTranslation();
  const id = useId();
  const asked = useStepUpAsked();
  const [running, setRunning] = useState(false);
  return (
    <Modal
      open={asked}
      title={t('identity:step_up.title')}
      okText={t('identity:step_up.submit')}
      cancelText={t('common:cancel')}
      okButtonProps={{ htmlType: 'submit', form: id, loading: running }}
      width={420}
      // Above the dialog whose act is asked about.
      zIndex={1200}
      closable={!running}
      mask={{ closable: false }}
      destroyOnHidden
      onCancel={() => {
        if (!running) settleStepUp(false);
      }}
    >
      <p className="kj-quiet">{t('identity:step_up.lead')}</p>
      <Ask id={id} setRunning={setRunning} />
    </Modal>
  );
}

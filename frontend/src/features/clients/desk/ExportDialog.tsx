import { Alert, Button, Form, Input, Modal, Radio, Spin } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { download, newId } from '@/lib/api';
import { count, dateTime } from '@/lib/format';
import { showFieldErrors } from '@/lib/field-errors';
import { createClientExport, useExport, type ClientFilters, type Export } from '../api';

interface Values {
  format: 'csv' | 'xlsx';
  reason: string;
}

interface Props {
  open: boolean;
  filters: ClientFilters;
  onClose: () => void;
}

function Ask({ id, filters, onQueued, setRunning }: { id: string; filters: ClientFilters; onQueued: (made: Export) => void; setRunning: (running: boolean) => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [key] = useState(newId);
  const [error, setError] = useState<unknown>();
  const submit = async (values: Values): Promise<void> => {
    setRunning(true);
    setError(undefined);
    try {
      onQueued(await createClientExport(values.format, filters, values.reason.trim(), key));
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  };
  return (
    <Form<Values>
      id={id}
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ format: 'xlsx' }}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <p className="kj-quiet">{Object.keys(filters).length === 0 ? t('clients:export.all') : t('clients:export.filtered')}</p>
      <Form.Item name="format" label={t('clients:export.format')}>
        <Radio.Group
          options={[
            { value: 'xlsx', label: 'Excel (.xlsx)' },
            { value: 'csv', label: 'CSV (.csv)' },
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label={t('clients:export.reason')} extra={t('clients:export.reason_hint')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={200} showCount />
      </Form.Item>
      {error !== undefined && <ErrorState error={error} />}
    </Form>
  );
}

/** Waits for the file, then offers it. */
function Wait({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useExport(id);
  const [error, setError] = useState<unknown>();
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const made = found.data;
  if (made === undefined || made.state === 'queued') {
    return (
      <div role="status" style={{ display: 'flex', gap: 12, alignItems: 'center', padding: '16px 0' }}>
        <Spin /> {t('clients:export.running')}
      </div>
    );
  }
  if (made.state === 'failed') return <Alert type="error" showIcon role="alert" title={t('clients:export.failed')} description={made.error_code} />;
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={t('clients:export.ready', { rows: count(made.rows ?? 0) })}
        description={made.expires_at === undefined || made.expires_at === null ? undefined : t('clients:export.until', { until: dateTime(made.expires_at) })}
        action={
          <Button
            type="primary"
            onClick={() => {
              setError(undefined);
              void download(`/api/v1/exports/${made.id}/file`, `${t('clients:title')}.${made.format}`).catch(setError);
            }}
          >
            {t('clients:export.download')}
          </Button>
        }
      />
      {error !== undefined && <ErrorState error={error} />}
    </>
  );
}

/** Exports the list as it is filtered: asks what for, waits for the job, hands over the file. */
export function ExportDialog({ open, filters, onClose }: Props) {
  const { t } = useTranslation();
  const form = useId();
  const [running, setRunning] = useState(false);
  const [made, setMade] = useState<Export>();
  return (
    <Modal
      open={open}
      title={t('clients:export.title')}
      okText={t('clients:export.act')}
      cancelText={t(made === undefined ? 'common:cancel' : 'common:close')}
      okButtonProps={{ htmlType: 'submit', form, loading: running, ...(made !== undefined && { style: { display: 'none' } }) }}
      mask={{ closable: false }}
      destroyOnHidden
      afterClose={() => {
        setMade(undefined);
      }}
      onCancel={onClose}
    >
      {made === undefined ? <Ask id={form} filters={filters} onQueued={setMade} setRunning={setRunning} /> : <Wait id={made.id} />}
    </Modal>
  );
}

import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Form, Select, Upload, type UploadFile } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { newId } from '@/lib/api';
import { createImport, IMPORT_KINDS, useSchemas, type ImportKind } from '../api';

interface Values {
  kind: ImportKind;
  files: UploadFile[];
  dry_run: boolean;
  all_or_nothing: boolean;
  /** Missing while the kind cannot be restated. */
  restate?: boolean;
}

const RESTATED: readonly ImportKind[] = ['balance_changes', 'loans'];

/** Takes a file in: what it holds, how it is loaded, and the file itself. */
export function UploadForm({ onTaken }: { onTaken: (id: string) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const schemas = useSchemas();
  const [form] = Form.useForm<Values>();
  const [key, setKey] = useState(newId);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>();
  const kind = Form.useWatch('kind', form) as ImportKind | undefined;
  const schema = schemas.data?.find((entry) => entry.kind === kind);

  const submit = async (values: Values): Promise<void> => {
    const file = values.files[0]?.originFileObj;
    if (file === undefined) return;
    setRunning(true);
    setError(undefined);
    try {
      const taken = await createImport(file, { ...values, restate: values.restate === true && RESTATED.includes(values.kind) }, key);
      await cache.invalidateQueries({ queryKey: ['imports'] });
      onTaken(taken.id);
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ files: [], dry_run: false, all_or_nothing: false, restate: false }}
      onValuesChange={() => {
        // Another file or another way of loading is another import.
        setKey(newId());
      }}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <Form.Item name="kind" label={t('imports:kind_label')} rules={[{ required: true, message: t('imports:kind_required') }]}>
        <Select placeholder={t('imports:kind_label')} options={IMPORT_KINDS.map((entry) => ({ value: entry, label: t(`imports:kind.${entry}`) }))} />
      </Form.Item>
      {schema !== undefined && (
        <p className="kj-quiet">
          {t('imports:columns_needed', { columns: schema.columns.filter((column) => column.required).map((column) => column.name).join(', ') })}{' '}
          <Link to="/imports/schemas" search={{ kind: schema.kind }}>
            {t('imports:see_schema')}
          </Link>
        </p>
      )}
      <Form.Item
        name="files"
        label={t('imports:file')}
        valuePropName="fileList"
        getValueFromEvent={(event: { fileList: UploadFile[] }) => event.fileList.slice(-1)}
        rules={[{ required: true, message: t('imports:file_required') }]}
      >
        <Upload.Dragger accept=".csv,.gz" beforeUpload={() => false} maxCount={1}>
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p>{t('imports:drop')}</p>
          <p className="kj-quiet">{t('imports:drop_hint')}</p>
        </Upload.Dragger>
      </Form.Item>
      <Form.Item name="dry_run" valuePropName="checked" extra={t('imports:dry_run_hint')}>
        <Checkbox>{t('imports:dry_run')}</Checkbox>
      </Form.Item>
      <Form.Item name="all_or_nothing" valuePropName="checked" extra={t('imports:all_or_nothing_hint')}>
        <Checkbox>{t('imports:all_or_nothing')}</Checkbox>
      </Form.Item>
      {kind !== undefined && RESTATED.includes(kind) && (
        <Form.Item name="restate" valuePropName="checked" extra={t('imports:restate_hint')}>
          <Checkbox>{t('imports:restate')}</Checkbox>
        </Form.Item>
      )}
      {error !== undefined && (
        <div style={{ marginBottom: 16 }}>
          <ErrorState error={error} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={running} block>
        {running ? t('imports:sending') : t('imports:send')}
      </Button>
    </Form>
  );
}

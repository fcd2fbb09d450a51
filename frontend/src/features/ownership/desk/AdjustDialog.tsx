import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, InputNumber, Space } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { percent } from '@/lib/format';
import { findManager, searchManagers } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { applyForAdjustment, type Share } from '../api';
import { Shares } from './Shares';

interface Values {
  shares: { manager_id?: string; bps?: number }[];
  effective_on: Dayjs | null;
  credit_manager_id?: string;
  reason: string;
}

interface Props {
  open: boolean;
  client: { id: string; name: string; branch_id: string };
  owners: readonly Share[];
  onClose: () => void;
}

const WHOLE = 10_000;

/** The RM applies; the branch group and then the committee agree; it takes effect on its date (D9.4). */
export function AdjustDialog({ open, client, owners, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  return (
    <FormDialog<Values>
      open={open}
      title={t('ownership:adjust.title', { name: client.name })}
      act={t('ownership:adjust.act')}
      width={600}
      initialValues={{ shares: [{ bps: WHOLE }], effective_on: null }}
      onClose={onClose}
      onSubmit={async (values, key) => {
        const made = await applyForAdjustment(
          {
            client_id: client.id,
            shares: values.shares.map((share) => ({ manager_id: share.manager_id ?? '', bps: share.bps ?? 0 })),
            effective_on: values.effective_on?.format('YYYY-MM-DD') ?? '',
            ...(values.credit_manager_id !== undefined && { credit_manager_id: values.credit_manager_id }),
            reason: values.reason.trim(),
          },
          key,
        );
        await cache.invalidateQueries();
        say(t('ownership:adjust.done'), { href: `/adjustments/${made.id}`, label: t('ownership:adjust.see') });
      }}
    >
      {() => (
        <>
          <p>
            <span className="kj-quiet">{t('ownership:adjust.now')}</span> <Shares shares={owners} />
          </p>
          <Form.List
            name="shares"
            rules={[
              {
                validator: (_rule, shares: Values['shares'] | undefined) => {
                  const sum = (shares ?? []).reduce((total, share) => total + (share.bps ?? 0), 0);
                  return sum === WHOLE ? Promise.resolve() : Promise.reject(new Error(t('ownership:adjust.sum', { sum: percent(sum) })));
                },
              },
            ]}
          >
            {(fields, { add, remove }, { errors }) => (
              <Form.Item label={t('ownership:adjust.to')}>
                {fields.map((field) => (
                  <Space key={field.key} align="start">
                    <Form.Item name={[field.name, 'manager_id']} rules={[{ required: true, message: t('ownership:adjust.manager_required') }]}>
                      <RemoteSelect queryKey={['lookup', 'managers', client.branch_id]} search={(text) => searchManagers(text, client.branch_id)} resolve={findManager} label={t('ownership:adjust.manager')} width={280} />
                    </Form.Item>
                    <Form.Item name={[field.name, 'bps']} getValueProps={(bps: number | null | undefined) => ({ value: bps === null || bps === undefined ? null : bps / 100 })} normalize={(value: number | null) => (value === null ? undefined : Math.round(value * 100))} rules={[{ required: true, message: t('ownership:adjust.share_required') }]}>
                      <InputNumber aria-label={t('ownership:adjust.share')} min={0.01} max={100} precision={2} suffix="%" style={{ width: 120 }} />
                    </Form.Item>
                    {fields.length > 1 && (
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        aria-label={t('ownership:adjust.remove')}
                        title={t('ownership:adjust.remove')}
                        onClick={() => {
                          remove(field.name);
                        }}
                      />
                    )}
                  </Space>
                ))}
                <div>
                  <Button
                    icon={<PlusOutlined />}
                    onClick={() => {
                      add({});
                    }}
                  >
                    {t('ownership:adjust.add')}
                  </Button>
                </div>
                <Form.ErrorList errors={errors} />
              </Form.Item>
            )}
          </Form.List>
          <Form.Item name="effective_on" label={t('ownership:adjust.effective')} rules={[{ required: true, message: t('ownership:adjust.effective_required') }]}>
            <DatePicker disabledDate={(day) => !day.isAfter(dayjs(me.today), 'day')} />
          </Form.Item>
          <Form.Item name="credit_manager_id" label={t('ownership:adjust.credit')} extra={t('ownership:adjust.credit_hint')}>
            <RemoteSelect queryKey={['lookup', 'managers', client.branch_id]} search={(text) => searchManagers(text, client.branch_id)} resolve={findManager} label={t('ownership:adjust.credit')} width={280} />
          </Form.Item>
          <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
          <p className="kj-quiet">
            {t('ownership:adjust.after')} <ClauseMark id="D9.4" />
          </p>
        </>
      )}
    </FormDialog>
  );
}

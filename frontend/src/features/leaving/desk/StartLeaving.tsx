import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { startLeaving, type StartLeaving as Body } from '../api';

interface Values {
  employee_id: string;
  scope: Body['scope'];
  leaves_on: Dayjs;
  reason: string;
}

const MONTH = 30;

/** Begins a procedure: who, what is left, from which day, why. */
export function StartLeaving() {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const branch = me.positions.find((position) => position.role === 'president')?.branch_id ?? undefined;
  const required = (key: string) => [{ required: true, message: t(key) }];
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('leaving:start')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('leaving:start')}
        act={t('leaving:start')}
        initialValues={{ scope: 'post', leaves_on: dayjs(me.today).add(MONTH, 'day') }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const made = await startLeaving({ employee_id: values.employee_id, scope: values.scope, leaves_on: values.leaves_on.format('YYYY-MM-DD'), reason: values.reason.trim() }, key);
          await cache.invalidateQueries({ queryKey: ['leavings'] });
          await navigate({ to: '/leavings/$id', params: { id: made.id } });
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('leaving:start_lead')} <ClauseMark id="D9.4" />
            </p>
            <Form.Item name="employee_id" label={t('leaving:who')} rules={required('leaving:who_required')}>
              <RemoteSelect queryKey={['lookup', 'employees', branch]} search={(text) => searchEmployees(text, branch)} label={t('leaving:who')} width="100%" />
            </Form.Item>
            <Form.Item name="scope" label={t('leaving:scope')} extra={t('leaving:scope_hint')}>
              <Radio.Group options={(['post', 'bank'] as const).map((scope) => ({ value: scope, label: t(`leaving:scope_of.${scope}`) }))} />
            </Form.Item>
            <Form.Item name="leaves_on" label={t('leaving:leaves_on')} extra={t('leaving:leaves_on_hint')} rules={required('leaving:leaves_on_required')}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}
